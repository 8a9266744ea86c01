#include "ui/figures/figure.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QSignalSpy>
#include <QTest>

#include "support/scratch_folder.h"

namespace {

using namespace lacuna;

/// Red where it draws, and the ink's paper and text as it was given them.
class RedFigure : public ui::Figure {
public:
    RedFigure() : Figure("red", "A red square") { resize(60, 40); }
    void draw(QPainter& painter, QSizeF size, const ui::FigureInk& ink) const override {
        painter.fillRect(QRectF(0, 0, size.width() / 2, size.height()), Qt::red);
        paper = ink.paper;
    }
    QString table(QChar separator) const override { return joined({"a", "b, c"}, separator) + joined({"1", "2"}, separator); }
    mutable QColor paper;
};

QByteArray contentOf(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return file.readAll();
}

TEST(Figure, aPictureIsWrittenOnWhitePaperAtTwiceTheSize) {
    const support::ScratchFolder folder;
    const RedFigure figure;
    const auto path = QString::fromStdString(folder.file("a.png"));
    EXPECT_EQ(figure.save(path), QString());
    const QImage image(path);
    EXPECT_EQ(image.size(), QSize(120, 80));
    EXPECT_EQ(image.pixelColor(10, 40), QColor(Qt::red));
    EXPECT_EQ(image.pixelColor(110, 40), QColor(Qt::white));
    EXPECT_EQ(figure.paper, QColor(Qt::white));
}

TEST(Figure, aDrawingIsSvgAndNumbersAreCsv) {
    const support::ScratchFolder folder;
    const RedFigure figure;
    const auto svg = QString::fromStdString(folder.file("a.svg")), csv = QString::fromStdString(folder.file("a.csv"));
    EXPECT_EQ(figure.save(svg), QString());
    EXPECT_EQ(figure.save(csv), QString());
    EXPECT_TRUE(contentOf(svg).contains("<svg") && contentOf(svg).contains("#ff0000"));
    EXPECT_EQ(contentOf(csv), "a,\"b, c\"\n1,2\n");
}

TEST(Figure, whatCannotBeWrittenIsNamed) {
    const RedFigure figure;
    EXPECT_TRUE(figure.save("/nonexistent/a.png").contains("/nonexistent/a.png"));
    EXPECT_TRUE(figure.save("a.gif").contains("expected png, svg or csv"));
}

TEST(Figure, itsMenuCopiesNumbersAndPictureAndSavesByADialogThatBlocksNothing) {
    const support::ScratchFolder folder;
    RedFigure figure;
    figure.actions()[1]->trigger();
    EXPECT_EQ(QApplication::clipboard()->text(), "a\tb, c\n1\t2\n");
    figure.actions()[0]->trigger();
    EXPECT_EQ(QApplication::clipboard()->image().pixelColor(10, 40), QColor(Qt::red));
    QSignalSpy saved(&figure, &ui::Figure::saved), failed(&figure, &ui::Figure::failed);
    figure.actions()[2]->trigger();
    auto* dialog = figure.findChild<QFileDialog*>("redDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    Q_EMIT dialog->fileSelected(QString::fromStdString(folder.file("b.svg")));
    EXPECT_EQ(saved.count(), 1);
    Q_EMIT dialog->fileSelected("/nonexistent/b.svg");
    EXPECT_EQ(failed.count(), 1);
    dialog->close();
}

TEST(Figure, ticksAreRoundNumbersInsideTheAxis) {
    const auto fifths = ui::niceTicks(0, 1, 5);
    ASSERT_EQ(fifths.size(), 6);
    for (int i = 0; i < 6; ++i) EXPECT_NEAR(fifths[i], 0.2 * i, 1e-12);
    EXPECT_EQ(ui::niceTicks(-12, 95, 4), (QList<double>{0, 50}));
    const auto wavelengths = ui::niceTicks(0.40, 2.45, 6);
    EXPECT_DOUBLE_EQ(wavelengths.front(), 0.5);
    EXPECT_LE(wavelengths.size(), 7);
    EXPECT_EQ(ui::niceTicks(3, 3, 4), QList<double>{3});
    EXPECT_EQ(ui::tickText(0.5, 0.25), "0.5");
    EXPECT_EQ(ui::tickText(1200, 200), "1200");
    EXPECT_EQ(ui::tickText(-1e-18, 0.2), "0.0");
}

}  // namespace
