#include "loss/sensor_loss.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "loss/footprint_source.h"
#include "loss/generated_footprint.h"

namespace lacuna::loss {
namespace {

constexpr auto stage = "lose sensors";
using base::ErrorCode;
using base::fail;

/// "SENSOR=what" in two.
struct Named {
    std::string sensor;
    std::string what;
};
Named named(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return {text, {}};
    return {text.substr(0, equals), text.substr(equals + 1)};
}

base::Status checkKnown(const std::string& sensor, const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), sensor) != names.end()) return {};
    return fail(ErrorCode::NotFound, stage, "there is no sensor {} to lose; the model has {}", sensor, fmt::join(names, ", "));
}

base::Status losePart(SensorLoss& loss, const std::string& text, const raster::Grid& grid, const std::stop_token& stop) {
    LACUNA_TRY(part, readFootprint(text, grid, stop));
    if (loss.lost) part.add(*loss.lost);
    loss.lost = std::make_shared<const Footprint>(std::move(part));
    loss.footprints.push_back(text);
    return {};
}

base::Status degradeSensor(SensorLoss& loss, const std::string& text, const raster::Grid& grid, const std::stop_token& stop) {
    if (!loss.degradation.isNone())
        return fail(ErrorCode::Usage, stage, "{} is degraded twice; give all its faults at once: {}={},…", loss.sensor, loss.sensor,
                    loss.degradation.text());
    LACUNA_TRY(degradation, Degradation::fromText(text));
    if (degradation.isNone())
        return fail(ErrorCode::Usage, stage, "\"{}\" degrades nothing; give a fault and its strength, such as noise:0.2", text);
    loss.degradation = std::move(degradation);
    if (loss.degradation.offset == 0 || loss.degradation.offsetShare >= 1) return {};
    Clouds areas;
    areas.share = loss.degradation.offsetShare;
    areas.size = loss.degradation.offsetSize;
    areas.seed = loss.degradation.seed;
    LACUNA_TRY(made, makeFootprint(areas, grid.width, grid.height, stop));
    loss.offsetAreas = std::make_shared<const Footprint>(std::move(made));
    return {};
}

/// Values of a lost pixel become 0, as the stack has them where there is no data.
void clearLost(const raster::Window& window, std::size_t bands, float* values, const std::uint8_t* holdsData) {
    const auto area = static_cast<std::size_t>(window.width) * static_cast<std::size_t>(window.height);
    for (std::size_t band = 0; band < bands; ++band)
        for (std::size_t pixel = 0; pixel < area; ++pixel)
            if (holdsData[pixel] == 0) values[band * area + pixel] = 0;
}

}  // namespace

std::string SensorLoss::describe() const {
    std::string text = sensor;
    if (lost) text += fmt::format(" lost in {:.1f} % of the scene", 100 * lost->share());
    if (!degradation.isNone()) text += fmt::format("{} degraded ({})", lost ? " and" : "", degradation.text());
    return text;
}

std::map<std::string, std::string> factsOf(const std::vector<SensorLoss>& losses) {
    std::vector<std::string> lost, degraded;
    for (const auto& loss : losses) {
        if (loss.lost)
            lost.push_back(fmt::format("{}={} ({:.2f} %)", loss.sensor, fmt::join(loss.footprints, " and "), 100 * loss.lost->share()));
        if (!loss.degradation.isNone()) degraded.push_back(loss.sensor + "=" + loss.degradation.text());
    }
    std::map<std::string, std::string> facts;
    if (!lost.empty()) facts["PARTLY_LOST"] = fmt::format("{}", fmt::join(lost, "; "));
    if (!degraded.empty()) facts["DEGRADED"] = fmt::format("{}", fmt::join(degraded, "; "));
    return facts;
}

base::Result<LossList> readLosses(const std::vector<std::string>& lose, const std::vector<std::string>& degrade,
                                  const std::vector<std::string>& names, const raster::Grid& grid, const std::stop_token& stop) {
    LossList list;
    std::map<std::string, SensorLoss> parts;
    for (const auto& text : lose) {
        const auto [sensor, footprint] = named(text);
        LACUNA_TRY_STATUS(checkKnown(sensor, names));
        if (sensor == text) list.whole.push_back(sensor);
        else LACUNA_TRY_STATUS(losePart(parts[sensor], footprint, grid, stop));
    }
    for (const auto& text : degrade) {
        const auto [sensor, faults] = named(text);
        LACUNA_TRY_STATUS(checkKnown(sensor, names));
        parts[sensor].sensor = sensor;
        LACUNA_TRY_STATUS(degradeSensor(parts[sensor], faults, grid, stop));
    }
    for (const auto& name : names) {
        const auto found = parts.find(name);
        if (found == parts.end()) continue;
        found->second.sensor = name;
        list.parts.push_back(std::move(found->second));
    }
    return list;
}

base::Status readSensor(const raster::RasterStack& stack, int modality, const raster::Window& window, const SensorLoss& loss,
                        const std::vector<float>& mean, const std::vector<float>& inverse, float* values,
                        std::uint8_t* holdsData) {
    const auto& degradation = loss.degradation;
    const int margin = degradation.margin();
    const raster::Window wide{window.column - margin, window.row - margin, window.width + 2 * margin, window.height + 2 * margin};
    const auto wideArea = static_cast<std::size_t>(wide.width) * static_cast<std::size_t>(wide.height);
    std::vector<float> wideValues(margin > 0 ? wideArea * mean.size() : 0);
    std::vector<std::uint8_t> wideData(margin > 0 ? wideArea : 0);
    float* const read = margin > 0 ? wideValues.data() : values;
    std::uint8_t* const readData = margin > 0 ? wideData.data() : holdsData;

    LACUNA_TRY_STATUS(stack.read(modality, wide, read, readData));
    if (loss.lost) {
        loss.lost->takeFrom(wide, readData);
        clearLost(wide, mean.size(), read, readData);
    }
    if (degradation.isNone()) return {};
    const SensorWindow sensor{wide, stack.grid().width, read, readData, mean, inverse};
    degradeValues(degradation, loss.sensor, loss.offsetAreas.get(), sensor);
    if (margin == 0) return {};
    shiftInto(degradation, sensor, window, values, holdsData);
    if (loss.lost) loss.lost->takeFrom(window, holdsData);
    clearLost(window, mean.size(), values, holdsData);
    return {};
}

}  // namespace lacuna::loss
