#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace lacuna::ui {

/// Share of tokens by adapted block (rows) and expert (columns), in viridis; each cell carries its number.
class ExpertHeatmap : public QWidget {
    Q_OBJECT

public:
    explicit ExpertHeatmap(QWidget* parent = nullptr);

    /// `shares`: one row a block, one entry an expert column, NaN where the block has no such expert.
    void setShares(QStringList blocks, QStringList experts, std::vector<std::vector<double>> shares);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF cell(int row, int column) const;
    int leftMargin() const;
    int topMargin() const;
    void paintScale(QPainter& painter) const;

    QStringList blocks_;
    QStringList experts_;
    std::vector<std::vector<double>> shares_;
};

}  // namespace lacuna::ui
