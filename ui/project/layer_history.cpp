#include "ui/project/layer_history.h"

#include <QPointer>
#include <QUndoStack>
#include <array>

#include "ui/canvas/layer_model.h"
#include "ui/project/layer_states.h"

namespace lacuna::ui {
namespace {

constexpr int slideId = 4102;
using States = LayerHistory::States;

States statesOf(const LayerModel& model) {
    States states;
    for (const auto* layer : model.layers())
        states.push_back({std::to_string(static_cast<int>(layer->group())), layer->id().toStdString(), layer->title().toStdString(), layer->isVisible(),
                          layer->opacity(), styleOf(*layer)});
    return states;
}

/// Layers that went meanwhile are passed over.
void apply(LayerModel& model, const States& states, const States& other) {
    std::array<int, layerGroupCount> next{};
    for (const auto& state : states) {
        auto* layer = model.layer(QString::fromStdString(state.name));
        if (!layer) continue;
        auto& position = next[static_cast<std::size_t>(layer->group())];
        if (model.positionOf(layer) != position) model.move(layer, position);
        ++position;
        const auto found = std::find_if(other.begin(), other.end(), [&](const auto& one) { return one.name == state.name; });
        if (found == other.end()) continue;
        // Only what the step changed: the rest may have gone on since.
        if (state.title != found->title) layer->setTitle(QString::fromStdString(state.title));
        if (state.visible != found->visible) layer->setVisible(state.visible);
        if (state.opacity != found->opacity) layer->setOpacity(state.opacity);
        if (state.style != found->style) applyStyle(*layer, state.style);
    }
}

class EditLayers : public QUndoCommand {
public:
    EditLayers(LayerModel* layers, const QString& what, States before, States after)
        : QUndoCommand(what), layers_(layers), before_(std::move(before)), after_(std::move(after)) {}
    void undo() override { apply(*layers_, before_, after_); }
    void redo() override {
        if (done_) apply(*layers_, after_, before_);
        done_ = true;
    }
    /// A slider that is drawn is one step.
    int id() const override { return isSlide() ? slideId : -1; }
    bool mergeWith(const QUndoCommand* next) override {
        const auto* other = static_cast<const EditLayers*>(next);
        if (other->text() != text()) return false;
        after_ = other->after_;
        return true;
    }

private:
    bool isSlide() const {
        if (before_.size() != after_.size()) return false;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            auto like = after_[i];
            like.opacity = before_[i].opacity;
            if (like != before_[i]) return false;
        }
        return true;
    }

    LayerModel* layers_;
    States before_, after_;
    bool done_ = false;
};

}  // namespace

LayerHistory::LayerHistory(LayerModel* layers, QUndoStack* stack, QObject* parent) : QObject(parent), layers_(layers), stack_(stack) {
    connect(layers_, &LayerModel::editBegins, this, [this] { before_ = statesOf(*layers_); });
    connect(layers_, &LayerModel::edited, this, &LayerHistory::edited);
}

void LayerHistory::edited(const QString& what) {
    auto after = statesOf(*layers_);
    if (after != before_) stack_->push(new EditLayers(layers_, what, std::move(before_), std::move(after)));
}

}  // namespace lacuna::ui
