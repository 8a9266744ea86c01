#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <set>

#include "ui/language/language.h"

namespace lacuna {
namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations;  ///< several forms for numbers
    bool unfinished = false;
};

/// Text with the marks that .ts files write as elements.
QString textOf(QXmlStreamReader& xml) {
    QString text;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::EndElement) break;
        if (token == QXmlStreamReader::Characters) text += xml.text();
        if (token == QXmlStreamReader::StartElement && xml.name() == QLatin1String("byte")) {
            text += QChar(xml.attributes().value("value").toString().mid(1).toInt(nullptr, 16));
            xml.skipCurrentElement();
        }
    }
    return text;
}

Message messageOf(QXmlStreamReader& xml, const QString& context) {
    Message message{context, {}, {}, false};
    const bool numerus = xml.attributes().value("numerus") == QLatin1String("yes");
    while (xml.readNextStartElement()) {
        if (xml.name() == QLatin1String("source")) message.source = textOf(xml);
        else if (xml.name() == QLatin1String("translation")) {
            message.unfinished = xml.attributes().hasAttribute("type");
            if (!numerus) message.translations << textOf(xml);
            else
                while (xml.readNextStartElement()) message.translations << textOf(xml);
        } else xml.skipCurrentElement();
    }
    return message;
}

std::vector<Message> messagesOf(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        if (xml.name() == QLatin1String("name")) context = xml.readElementText();
        else if (xml.name() == QLatin1String("message")) messages.push_back(messageOf(xml, context));
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return messages;
}

/// %1, %L2, %n: what has to be in the text.
std::multiset<QString> placesOf(const QString& text) {
    static const QRegularExpression place("%L?(\\d+|n)");
    std::multiset<QString> places;
    for (auto match = place.globalMatch(text); match.hasNext();) places.insert(match.next().captured(1));
    return places;
}

class TranslationsTest : public testing::TestWithParam<const char*> {
protected:
    /// The language's texts as they are when everything in the sources has been looked at anew.
    std::vector<Message> current() {
        const QString source = LACUNA_SOURCE_DIR, name = QString("lacuna_%1.ts").arg(GetParam()), copy = folder.filePath(name);
        EXPECT_TRUE(QFile::copy(source + "/resources/languages/" + name, copy));
        QFile(copy).setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        QStringList arguments{"-silent", "-no-obsolete", "-locations", "none", "-I", source, source + "/ui", source + "/app/desktop"};
        if (QString(GetParam()) == "en") arguments << "-pluralonly";
        EXPECT_EQ(QProcess::execute(LACUNA_LUPDATE, arguments << "-ts" << copy), 0);
        return messagesOf(copy);
    }
    QTemporaryDir folder;
};

TEST_P(TranslationsTest, everyTextOfTheSourcesIsTranslated) {
    const auto messages = current();
    EXPECT_GT(messages.size(), QString(GetParam()) == "en" ? 5u : 800u);
    for (const auto& message : messages) {
        EXPECT_FALSE(message.unfinished) << message.context.toStdString() << ": " << message.source.toStdString() << " (see docs/languages.md)";
        for (const auto& translation : message.translations) EXPECT_FALSE(translation.isEmpty()) << message.source.toStdString();
    }
}

TEST_P(TranslationsTest, placeholdersAreThoseOfTheSource) {
    for (const auto& message : current())
        for (const auto& translation : message.translations)
            EXPECT_EQ(placesOf(translation), placesOf(message.source)) << message.source.toStdString() << " / " << translation.toStdString();
}

TEST_P(TranslationsTest, blanksAtTheEdgesAreThoseOfTheSource) {
    for (const auto& message : current()) {
        for (const auto& translation : message.translations) {
            if (translation.isEmpty()) continue;
            EXPECT_EQ(translation.front().isSpace(), message.source.front().isSpace()) << message.source.toStdString();
            EXPECT_EQ(translation.back().isSpace(), message.source.back().isSpace()) << message.source.toStdString();
            const auto dots = [](QString text) { return text.remove(QStringLiteral("¿Y si…?")).remove(QStringLiteral("¿&Y si…?")).contains(QChar(0x2026)); };
            EXPECT_EQ(dots(translation), dots(message.source)) << message.source.toStdString();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Languages, TranslationsTest, testing::Values("de", "es", "en"));

TEST(LanguageTest, everyFileOfTextsIsALanguageOnOffer) {
    const auto files = QDir(QString(LACUNA_SOURCE_DIR) + "/resources/languages").entryList({"lacuna_*.ts"});
    EXPECT_EQ(files.size(), ui::languages().size());
    for (const auto& code : ui::languages()) {
        EXPECT_TRUE(files.contains("lacuna_" + code + ".ts"));
        EXPECT_TRUE(QFile::exists(":/languages/lacuna_" + code + ".qm"));
        EXPECT_FALSE(ui::languageName(code).isEmpty());
    }
}

TEST(LanguageTest, anUnknownChoiceIsTheSystemsOrEnglish) {
    EXPECT_EQ(ui::resolvedLanguage("de"), "de");
    EXPECT_TRUE(ui::languages().contains(ui::resolvedLanguage("xx")));
    ui::setLanguageSetting("es");
    EXPECT_EQ(ui::languageSetting(), "es");
    ui::setLanguageSetting("klingon");
    EXPECT_EQ(ui::languageSetting(), "");
}

}  // namespace
}  // namespace lacuna
