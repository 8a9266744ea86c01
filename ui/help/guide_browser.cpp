#include "ui/help/guide_browser.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFile>
#include <QHash>
#include <QImageReader>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include "ui/theme/theme.h"

namespace lacuna::ui {
namespace {

constexpr int pictureWidth = 700;
constexpr int margin = 28;
constexpr int dressedMark = QTextFormat::UserProperty + 1;

QString distinct(const QString& anchor, QHash<QString, int>& seen) {
    const int before = seen[anchor]++;
    return before == 0 ? anchor : QString("%1-%2").arg(anchor).arg(before);
}

void dressTables(QTextFrame* frame) {
    for (auto* child : frame->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child)) {
            auto format = table->format();
            format.setBorder(1);
            format.setBorderCollapse(true);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setBorderBrush(themeColors().border);
            format.setCellPadding(6);
            format.setCellSpacing(0);
            format.setTopMargin(8);
            format.setBottomMargin(12);
            table->setFormat(format);
        }
        dressTables(child);
    }
}

void dressBlock(QTextCursor cursor, const QTextBlock& block) {
    cursor.setPosition(block.position());
    auto format = block.blockFormat();
    const int level = format.headingLevel();
    const bool code = format.hasProperty(QTextFormat::BlockCodeFence) || format.hasProperty(QTextFormat::BlockCodeLanguage);
    const bool tight = code || cursor.currentTable() != nullptr;
    format.setTopMargin(tight ? 0 : level == 0 ? 4 : level == 1 ? 8 : 28);
    format.setBottomMargin(tight ? 0 : level > 0 ? 8 : 6);
    if (level == 0 && !code) format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    if (code) format.setBackground(themeColors().hover);
    cursor.setBlockFormat(format);
    std::vector<std::pair<QTextFragment, QTextCharFormat>> parts;
    for (auto part = block.begin(); !part.atEnd(); ++part) {
        auto text = part.fragment().charFormat();
        if (text.isImageFormat()) continue;
        if (text.isAnchor()) text.setForeground(themeColors().accent);
        else if (text.fontFixedPitch() && !code) text.setBackground(themeColors().hover);
        else continue;
        parts.emplace_back(part.fragment(), text);
    }
    for (const auto& [fragment, text] : parts) {
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(text);
    }
}

}  // namespace

QString anchorOf(const QString& heading) {
    QString anchor;
    for (const QChar mark : heading.toLower()) {
        if (mark.isLetterOrNumber() || mark == '-' || mark == '_') anchor += mark;
        else if (mark == ' ') anchor += '-';
    }
    return anchor;
}

std::vector<GuideHeading> headingsOf(const QString& markdown) {
    std::vector<GuideHeading> found;
    QHash<QString, int> seen;
    bool code = false;
    for (const auto& line : markdown.split('\n')) {
        if (line.startsWith("```")) code = !code;
        if (code || !line.startsWith('#')) continue;
        int level = 0;
        while (level < line.size() && line[level] == '#') ++level;
        if (level > 6 || level == line.size() || line[level] != ' ') continue;
        const QString text = line.mid(level).trimmed().remove('`').remove('*');
        found.push_back({level, text, distinct(anchorOf(text), seen)});
    }
    return found;
}

GuideBrowser::GuideBrowser(QWidget* parent) : QTextBrowser(parent) {
    setObjectName("guideText");
    setAccessibleName(tr("Guide"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (link.scheme().startsWith("http")) QDesktopServices::openUrl(link);
        else setSource(source().resolved(link));
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &GuideBrowser::sectionChanged);
}

void GuideBrowser::showSection(const QString& anchor) {
    QUrl url("qrc:/guide/guide.md");
    // Qt would read and lay out the whole guide anew.
    if (source().path() == url.path() && document()->rootFrame()->frameFormat().hasProperty(dressedMark)) return goTo(anchor);
    if (!anchor.isEmpty()) url.setFragment(anchor);
    setSource(url, QTextDocument::MarkdownResource);
    // The same place again, after the reader has moved away from it.
    goTo(anchor);
}

QString GuideBrowser::sectionInView() const {
    const int line = cursorForPosition(QPoint(margin + 1, 24)).position();
    QString section;
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (places_[i] <= line) section = headings_[i].anchor;
    return section;
}

QVariant GuideBrowser::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource) return QTextBrowser::loadResource(type, name);
    const QUrl url = source().resolved(name);
    const QString file = url.scheme() == "qrc" ? ":" + url.path() : url.toLocalFile();
    const QSize whole = QImageReader(file).size();
    if (whole.isEmpty()) return {};
    const double ratio = devicePixelRatioF();
    const int width = std::min(whole.width(), static_cast<int>(pictureWidth * ratio));
    const QSize size(width, std::max(1, qRound(static_cast<double>(whole.height()) * width / whole.width())));
    pictures_.start<QImage>(
        tr("Reading a picture"),
        [file, size, ratio](std::stop_token stop, base::Progress&) -> base::Result<QImage> {
            if (stop.stop_requested()) return base::cancelled("guide");
            auto picture = QImage(file).scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            picture.setDevicePixelRatio(ratio);
            return picture;
        },
        [this, name](base::Result<QImage> picture) {
            if (!picture || picture->isNull()) return;
            document()->addResource(QTextDocument::ImageResource, name, *picture);
            viewport()->update();
        });
    // Its place is kept free.
    QImage place(size, QImage::Format_ARGB32_Premultiplied);
    place.setDevicePixelRatio(ratio);
    place.fill(Qt::transparent);
    return place;
}

void GuideBrowser::doSetSource(const QUrl& name, QTextDocument::ResourceType) {
    QTextBrowser::doSetSource(name, QTextDocument::MarkdownResource);
    // Qt reads a file anew when it thinks fit; what it read bears no mark of ours.
    if (!document()->rootFrame()->frameFormat().hasProperty(dressedMark)) {
        dress();
        setAnchors();
        Q_EMIT documentShown();
    }
    goTo(name.fragment());
}

/// Markdown says nothing of looks: room around blocks, tables with thin lines, code in the theme's colours.
void GuideBrowser::dress() {
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (auto block = document()->begin(); block.isValid(); block = block.next()) dressBlock(cursor, block);
    dressTables(document()->rootFrame());
    auto frame = document()->rootFrame()->frameFormat();
    frame.setMargin(margin);
    frame.setProperty(dressedMark, true);
    document()->rootFrame()->setFrameFormat(frame);
    cursor.endEditBlock();
}

void GuideBrowser::setAnchors() {
    headings_.clear();
    places_.clear();
    QHash<QString, int> seen;
    for (auto block = document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0) continue;
        headings_.push_back({level, block.text(), distinct(anchorOf(block.text()), seen)});
        places_.push_back(block.position());
    }
}

void GuideBrowser::goTo(const QString& anchor) {
    for (std::size_t i = 0; i < headings_.size(); ++i) {
        if (headings_[i].anchor != anchor) continue;
        QTextCursor cursor(document());
        cursor.setPosition(places_[i]);
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(cursor).top() - margin / 2);
        cursor.setPosition(places_[i]);
        setTextCursor(cursor);
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cursorRect(cursor).top() - margin / 2);
        return Q_EMIT sectionChanged();
    }
}

void GuideBrowser::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || source().isEmpty()) return;
    const QString section = sectionInView();
    reload();
    goTo(section);
}

}  // namespace lacuna::ui
