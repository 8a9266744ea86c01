#pragma once

#include <QTextBrowser>
#include <vector>

namespace lacuna::ui {

/// A heading of a document, with the anchor that links name it by: GitHub's, so that the same links work there.
struct GuideHeading {
    int level = 1;
    QString text;
    QString anchor;
};

/// "What if?  Lost sensors" → "what-if--lost-sensors": lower case, spaces become hyphens, other marks go.
QString anchorOf(const QString& heading);
/// The headings of a Markdown text; equal ones are told apart as GitHub does ("jobs", "jobs-1").
std::vector<GuideHeading> headingsOf(const QString& markdown);

/// Shows the guide, which is part of the program: Markdown from ":/guide", its pictures as wide as the text, its links
/// and headings as anchors. Links to the web are handed to the system's browser.
class GuideBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit GuideBrowser(QWidget* parent = nullptr);

    /// A heading of guide.md; an empty anchor is its beginning.
    void showSection(const QString& anchor);
    /// Of the document that is shown.
    const std::vector<GuideHeading>& headings() const { return headings_; }
    /// The heading under which the first visible line stands; empty above the first one.
    QString sectionInView() const;

    QVariant loadResource(int type, const QUrl& name) override;

Q_SIGNALS:
    void documentShown();
    void sectionChanged();

protected:
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;
    void changeEvent(QEvent* event) override;

private:
    void dress();
    void setAnchors();
    void goTo(const QString& anchor);

    std::vector<GuideHeading> headings_;
    std::vector<int> places_;  ///< of the headings in the document
};

}  // namespace lacuna::ui
