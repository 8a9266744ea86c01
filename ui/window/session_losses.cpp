#include <algorithm>
#include <cmath>

#include "loss/footprint_source.h"
#include "ui/window/session.h"

namespace lacuna::ui {
namespace {

using base::Availability;

constexpr std::size_t statesAside = 4;  // of a model; the scene as it is always stays

/// The losses as the command line would spell them; equal texts make equal maps.
std::string textOf(const SceneLosses& losses) {
    std::string text;
    for (const auto& loss : losses) {
        if (loss.isNone()) continue;
        text += loss.sensor + "=";
        for (const auto& footprint : loss.footprints) text += footprint + "\n";
        text += loss.degradation.text() + "\n";
    }
    return text;
}

}  // namespace

const loss::SensorLoss* Session::lossOf(int sensor) const {
    const auto place = static_cast<std::size_t>(sensor);
    return sensor < 0 || place >= losses_.size() || losses_[place].isNone() ? nullptr : &losses_[place];
}

QString Session::describeLosses(Availability pattern) const {
    QStringList parts;
    for (int i = 0; i < scene_.modalityCount(); ++i) {
        const auto* loss = lossOf(i);
        if (!loss || !base::isPresent(pattern, i)) continue;
        const QString name = sensorNames().value(i);
        if (loss->lost) parts << tr("%1 %2 % lost").arg(name).arg(std::round(100 * loss->lost->share()));
        if (!loss->degradation.isNone()) parts << tr("%1 degraded").arg(name);
    }
    return parts.join(", ");
}

void Session::readPart(int sensor, const std::string& footprint, std::function<void(SceneLosses)> taken) {
    if (sensor < 0 || sensor >= scene_.modalityCount()) return;
    const auto name = sensorNames().value(sensor);
    files_.start<loss::Footprint>(
        tr("Losing a part of %1").arg(name),
        [footprint, grid = scene_.grid](std::stop_token stop, base::Progress&) { return loss::readFootprint(footprint, grid, stop); },
        [this, sensor, name, footprint, taken = std::move(taken)](base::Result<loss::Footprint> part) {
            if (!part) return report(part.error());
            if (sensorNames().value(sensor) != name || part->width() != scene_.grid.width || part->height() != scene_.grid.height)
                return;  // another scene was opened meanwhile
            auto losses = losses_;
            losses.resize(static_cast<std::size_t>(scene_.modalityCount()));
            auto& loss = losses[static_cast<std::size_t>(sensor)];
            if (loss.lost) part->add(*loss.lost);
            loss.sensor = name.toStdString();
            loss.footprints.push_back(footprint);
            loss.lost = std::make_shared<const loss::Footprint>(std::move(*part));
            taken(std::move(losses));
        });
}

void Session::readLosses(SceneLosses named, std::function<void(SceneLosses, bool)> taken) {
    struct Read {
        SceneLosses losses;
        std::vector<base::Error> errors;
    };
    files_.start<Read>(
        tr("Reading lost parts"),
        [named = std::move(named), grid = scene_.grid](std::stop_token stop, base::Progress&) -> base::Result<Read> {
            Read read{named, {}};
            for (auto& loss : read.losses) {
                loss.lost.reset();
                std::optional<loss::Footprint> lost;
                std::erase_if(loss.footprints, [&](const std::string& text) {
                    auto part = loss::readFootprint(text, grid, stop);
                    if (!part) return read.errors.push_back(part.error()), true;
                    if (lost) lost->add(*part);
                    else lost = std::move(*part);
                    return false;
                });
                if (stop.stop_requested()) return base::cancelled("read lost parts");
                if (lost) loss.lost = std::make_shared<const loss::Footprint>(std::move(*lost));
            }
            return read;
        },
        [this, taken = std::move(taken)](base::Result<Read> read) {
            if (!read) return report(read.error());
            for (const auto& error : read->errors) report(error);
            for (const auto& loss : read->losses)
                if (loss.lost && (loss.lost->width() != scene_.grid.width || loss.lost->height() != scene_.grid.height)) return;  // another scene
            taken(std::move(read->losses), read->errors.empty());
        });
}

void Session::readFootprintsAgain() {
    readLosses(losses_, [this, before = losses_](SceneLosses losses, bool whole) {
        if (!whole || textOf(before) != textOf(losses_)) return;  // said already, or changed meanwhile
        QStringList changed;
        for (std::size_t i = 0; i < losses.size(); ++i)
            if (losses[i].lost && losses_[i].lost && *losses[i].lost != *losses_[i].lost) changed << QString::fromStdString(losses[i].sensor);
        if (changed.isEmpty()) return;
        losses_ = std::move(losses);
        tiles_->clear();  // they are known by the files' names
        forgetAllMaps();
        Q_EMIT footprintsChanged();
        Q_EMIT lossesChanged();
        Q_EMIT activationChanged();
        Q_EMIT whatIfChanged();
        Q_EMIT noticed(tr("The footprint of %1 was changed on disk and is read again").arg(changed.join(", ")));
        if (canClassify()) requestMap(switchedOn_);
    });
}

void Session::setLosses(SceneLosses losses) {
    const auto before = textOf(losses_), after = textOf(losses);
    if (before == after) return;
    losses_ = std::move(losses);
    std::vector<Availability> patterns;
    for (auto& model : models_) {
        for (const auto& [pattern, map] : model->maps) patterns.push_back(pattern);
        putAside(*model, before, after);
    }
    Q_EMIT lossesChanged();
    for (const auto pattern : patterns) Q_EMIT mapRemoved(pattern);
    Q_EMIT activationChanged();
    Q_EMIT whatIfChanged();
    for (const auto& model : models_)
        for (const auto& [pattern, map] : model->maps)
            if (map.complete && !map.accuracy) judge({model->number, pattern});
    if (canClassify()) requestMap(switchedOn_);
    else Q_EMIT noticed(tr("Open or train a model to see the map: %1").arg(titleOf(shownMap())));
}

/// Changes what a model has made for what it made in another state of the losses. Maps under way are given up; the
/// layers of finished ones are hidden, not removed.
void Session::putAside(SessionModel& model, const std::string& from, const std::string& to) {
    const auto queued = model.queued;
    for (const auto& [pattern, job] : queued) {
        mapJobs_.cancel(job);
        auto& map = model.maps[pattern];
        if (auto* layer = map.layer.data()) {
            map.layer = nullptr;
            layers_.remove(layer);
        }
    }
    std::erase_if(model.maps, [](const auto& entry) { return !entry.second.layer && entry.second.file.empty(); });
    for (auto& [pattern, map] : model.maps)
        if (map.layer) map.layer->setVisible(false);
    model.aside[from] = {model.generation, std::move(model.maps), std::move(model.activation), std::move(model.whatIf)};
    model.queued.clear();
    SessionModel::Aside next{++lastGeneration_, {}, {}, {}};
    if (const auto found = model.aside.find(to); found != model.aside.end()) {
        next = std::move(found->second);
        model.aside.erase(found);
        for (auto& [pattern, map] : next.maps) {
            if (map.layer && layers_.positionOf(map.layer) >= 0) continue;
            map.layer = nullptr;
            map.complete = false;
        }
    }
    model.generation = next.generation;
    model.maps = std::move(next.maps);
    model.activation = std::move(next.activation);
    model.whatIf = std::move(next.whatIf);
    while (model.aside.size() > statesAside) {
        const auto oldest = std::min_element(model.aside.begin(), model.aside.end(), [](const auto& a, const auto& b) {
            return a.first.empty() != b.first.empty() ? b.first.empty() : a.second.generation < b.second.generation;
        });
        dropAside(model, std::string(oldest->first));
    }
}

void Session::dropAside(SessionModel& model, const std::string& state) {
    const auto found = model.aside.find(state);
    if (found == model.aside.end()) return;
    const auto maps = std::move(found->second.maps);
    model.aside.erase(found);
    for (const auto& [pattern, map] : maps)
        if (map.layer && layers_.positionOf(map.layer) >= 0) layers_.remove(map.layer);
}

void Session::dropAllAside(SessionModel& model) {
    while (!model.aside.empty()) dropAside(model, std::string(model.aside.begin()->first));
}

/// What the sensors of a subset have lost, by the names that the model knows them by.
void Session::addLosses(jobs::ClassifyOptions& options, const SessionModel& model, Availability pattern) const {
    const auto& spec = model.model->checkpoint.model;
    const auto order = matchModalities(spec, scene_, model.model->path);
    LACUNA_ASSERT(order);  // a model that doesn't fit is not let in
    for (std::size_t i = 0; i < order->size(); ++i) {
        const auto* loss = lossOf((*order)[i]);
        if (!loss || !base::isPresent(pattern, (*order)[i])) continue;
        const auto& name = spec.modalities[i].name;
        for (const auto& footprint : loss->footprints) options.lose.push_back(name + "=" + footprint);
        if (!loss->degradation.isNone()) options.degrade.push_back(name + "=" + loss->degradation.text());
    }
}

const map::MapAccuracy* Session::untouchedAccuracy() const {
    if (!shown_) return nullptr;
    const auto aside = shown_->aside.find(std::string());
    if (textOf(losses_).empty() || aside == shown_->aside.end()) return textOf(losses_).empty() ? accuracy(complete()) : nullptr;
    const auto map = aside->second.maps.find(complete());
    return map != aside->second.maps.end() && map->second.accuracy ? &*map->second.accuracy : nullptr;
}

}  // namespace lacuna::ui
