#include "pretraining/procedural_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "pretraining/draws.h"

namespace lacuna::pretraining {
namespace {

constexpr int classesPerGroup = 4;  ///< classes of a group share most of their spectrum, as crops do

/// Distinct seeds for the parts of a world.
std::uint64_t seedOf(std::uint64_t seed, std::string_view purpose, int a = 0, int b = 0) {
    Draws draws(seed, purpose);
    return base::CounterRandom(draws.bits() + static_cast<std::uint64_t>(a), "first")
        .bits(static_cast<std::uint64_t>(b));
}

void addBump(Spectrum& spectrum, float centre, float width, float height) {
    for (int i = 0; i < spectrumSize; ++i) {
        const float distance = (static_cast<float>(i) / (spectrumSize - 1) - centre) / width;
        spectrum[static_cast<std::size_t>(i)] += height * std::exp(-0.5f * distance * distance);
    }
}

void addBumps(Spectrum& spectrum, int count, float height, Draws& draws) {
    for (int i = 0; i < count; ++i)
        addBump(spectrum, draws.uniform(-0.1f, 1.1f), draws.uniform(0.02f, 0.3f), height * draws.normal());
}

Spectrum drawSpectrum(Draws& draws) {
    Spectrum spectrum;
    spectrum.fill(draws.uniform(0.1f, 0.4f));
    addBumps(spectrum, 7, 0.12f, draws);
    return spectrum;
}

void clampReflectance(Spectrum& spectrum) {
    for (float& value : spectrum) value = std::clamp(value, 0.005f, 1.0f);
}

/// Two neighbouring fields and the border between them, as seen from a pixel near it.
struct Border {
    float column, row;  ///< unit normal towards the neighbour
    float distance;     ///< of the border from the patch's centre, pixels
    bool isBeyond(float x, float y) const { return column * x + row * y > distance; }
};

Border drawBorder(int patchSize, Draws& draws) {
    const float angle = draws.uniform(0, 2 * std::numbers::pi_v<float>);
    const float reach = static_cast<float>(patchSize);
    const float distance = draws.uniform(0, 1) < 0.5f ? draws.uniform(0.8f, 0.5f * reach) : 2 * reach;
    return {std::cos(angle), std::sin(angle), distance};
}

/// Brightness over a patch: smooth patches of light and dark and, where plants stand in rows, stripes.
struct Texture {
    float phase, columnWave, rowWave, stripePhase, stripeColumn, stripeRow;
    explicit Texture(Draws& draws)
        : phase(draws.uniform(0, 6.28f)), columnWave(draws.uniform(-0.9f, 0.9f)), rowWave(draws.uniform(-0.9f, 0.9f)),
          stripePhase(draws.uniform(0, 6.28f)) {
        const float angle = draws.uniform(0, 6.28f);
        const float wave = draws.uniform(1.0f, 3.0f);
        stripeColumn = wave * std::cos(angle);
        stripeRow = wave * std::sin(angle);
    }
    float at(float x, float y, float texture, float rows) const {
        return texture * std::sin(phase + columnWave * x + rowWave * y) +
               0.15f * rows * std::sin(stripePhase + stripeColumn * x + stripeRow * y);
    }
};

}  // namespace

ProceduralWorld::ProceduralWorld(std::uint64_t seed, int classes, int patchSize) : seed_(seed) {
    model_.patchSize = patchSize;
    Draws draws(seed, "soil");
    soil_ = drawSpectrum(draws);
    for (int c = 0; c < classes; ++c) {
        const auto colour = static_cast<std::uint8_t>(c);
        model_.classes.push_back({c + 1, fmt::format("class {}", c + 1), {colour, colour, colour}});
        Draws group(seedOf(seed, "group", c / classesPerGroup), "surface");
        Draws own(seedOf(seed, "class", c), "surface");
        Surface surface;
        surface.reflectance = drawSpectrum(group);
        addBumps(surface.reflectance, 4, own.uniform(0.01f, 0.05f), own);
        clampReflectance(surface.reflectance);
        surface.height = 4.0f * std::max(0.0f, own.normal() + group.uniform(0, 2));
        surface.roughness = std::clamp(group.uniform(0, 1) + 0.2f * own.normal(), 0.0f, 1.0f);
        surface.texture = own.uniform(0, 0.15f);
        surface.rows = own.uniform(0, 1) < 0.4f ? own.uniform(0.2f, 1) : 0;
        surfaces_.push_back(surface);
    }
    drawSensors();
    standardise();
}

void ProceduralWorld::drawSensors() {
    Draws draws(seed_, "sensors");
    const int count = 2 + draws.below(2);
    for (int i = 0; i < count; ++i) {
        Sensor sensor;
        // The first sees reflectance; the others any of the three.
        const int kind = i == 0 ? 0 : draws.below(4);
        sensor.kind = kind < 2 ? SensorKind::Optical : kind == 2 ? SensorKind::Radar : SensorKind::Height;
        sensor.noise = draws.uniform(0.01f, 0.06f);
        int bands = 1 + draws.below(3);
        if (sensor.kind == SensorKind::Optical) {
            bands = draws.uniform(0, 1) < 0.6f ? 16 + draws.below(49) : 3 + draws.below(8);
            const float first = draws.uniform(0, 0.6f);
            const float last = first + draws.uniform(0.2f, 1 - first);
            const float width = std::max(0.008f, 0.5f * (last - first) / static_cast<float>(bands));
            for (int band = 0; band < bands; ++band) {
                Spectrum response{};
                addBump(response, first + (last - first) * (static_cast<float>(band) + 0.5f) / static_cast<float>(bands), width, 1);
                float sum = 0;
                for (const float value : response) sum += value;
                for (float& value : response) value /= sum;
                sensor.response.push_back(response);
            }
        } else {
            for (int band = 0; band < bands; ++band) sensor.gain.push_back(draws.uniform(0.3f, 1));
        }
        sensor.mean.assign(static_cast<std::size_t>(bands), 0);
        sensor.inverse.assign(static_cast<std::size_t>(bands), 1);
        engine::ModalitySpec modality;
        modality.name = fmt::format("sensor {}", i + 1);
        modality.bands = bands;
        modality.mean.assign(static_cast<std::size_t>(bands), 0);
        modality.inverse.assign(static_cast<std::size_t>(bands), 1);
        model_.modalities.push_back(modality);
        sensors_.push_back(std::move(sensor));
    }
}

std::vector<float> ProceduralWorld::seenBy(const Sensor& sensor, const Surface& surface) const {
    std::vector<float> bands;
    for (const auto& response : sensor.response) {
        float value = 0;
        for (std::size_t i = 0; i < spectrumSize; ++i) value += response[i] * surface.reflectance[i];
        bands.push_back(value);
    }
    for (const float gain : sensor.gain)
        bands.push_back(sensor.kind == SensorKind::Radar ? gain * surface.roughness + 0.02f * surface.height
                                                         : 0.2f * gain * surface.height + 0.1f * surface.roughness);
    return bands;
}

ProceduralWorld::Appearance ProceduralWorld::fieldOf(int classIndex, int field) const {
    Draws draws(seedOf(seed_, "field", classIndex, field), "appearance");
    Appearance appearance{surfaces_[static_cast<std::size_t>(classIndex)], {}};
    auto& surface = appearance.surface;
    const float soil = draws.uniform(0, 0.35f);
    const float light = std::exp(0.15f * draws.normal());
    addBumps(surface.reflectance, 4, 0.02f, draws);
    for (std::size_t i = 0; i < spectrumSize; ++i)
        surface.reflectance[i] = light * ((1 - soil) * surface.reflectance[i] + soil * soil_[i]);
    clampReflectance(surface.reflectance);
    surface.height *= std::exp(0.2f * draws.normal());
    surface.roughness = std::clamp(surface.roughness + 0.1f * draws.normal(), 0.0f, 1.0f);
    for (const auto& sensor : sensors_) appearance.bands.push_back(seenBy(sensor, surface));
    return appearance;
}

void ProceduralWorld::drawPatch(int classIndex, int firstField, int fields, std::uint64_t seed, std::size_t index,
                                tile::PatchSet& set) const {
    Draws draws(seed, "patch");
    const int classes = static_cast<int>(surfaces_.size());
    const int side = model_.patchSize;
    const auto mine = fieldOf(classIndex, firstField + draws.below(fields));
    const auto other = fieldOf(draws.below(classes), firstField + draws.below(fields));
    const auto border = drawBorder(side, draws);
    const Texture texture(draws);
    const float grain = 0.03f;
    std::vector<float> brightness;
    std::vector<const Appearance*> ground;
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const float x = static_cast<float>(column) - 0.5f * static_cast<float>(side - 1);
            const float y = static_cast<float>(row) - 0.5f * static_cast<float>(side - 1);
            ground.push_back(border.isBeyond(x, y) ? &other : &mine);
            const auto& surface = ground.back()->surface;
            brightness.push_back(1 + texture.at(x, y, surface.texture, surface.rows) + grain * draws.normal());
        }
    for (std::size_t s = 0; s < sensors_.size(); ++s) {
        const auto& sensor = sensors_[s];
        const std::size_t pixels = ground.size();
        for (std::size_t band = 0; band < sensor.mean.size(); ++band) {
            float* values = set.values[s].data() + (index * sensor.mean.size() + band) * pixels;
            for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
                // Radar speckles: its noise grows with the signal's own strength.
                const float noise = sensor.kind == SensorKind::Radar ? 3 * sensor.noise : sensor.noise * 0.3f;
                const float value = ground[pixel]->bands[s][band] * brightness[pixel] + noise * draws.normal();
                values[pixel] = (value - sensor.mean[band]) * sensor.inverse[band];
            }
        }
    }
}

tile::PatchSet ProceduralWorld::patches(int firstField, int fields, int perClass, std::uint64_t purpose) const {
    const auto classes = static_cast<int>(surfaces_.size());
    const auto count = static_cast<std::size_t>(classes) * static_cast<std::size_t>(perClass);
    const auto pixels = static_cast<std::size_t>(model_.patchSize) * static_cast<std::size_t>(model_.patchSize);
    tile::PatchSet set;
    set.patchSize = model_.patchSize;
    for (const auto& sensor : sensors_) {
        set.channels.push_back(static_cast<int>(sensor.mean.size()));
        set.values.emplace_back(count * pixels * sensor.mean.size());
    }
    set.availability.assign(count, base::completeAvailability(static_cast<int>(sensors_.size())));
    for (std::size_t i = 0; i < count; ++i) {
        const int classIndex = static_cast<int>(i) % classes;
        set.classIndex.push_back(classIndex);
        drawPatch(classIndex, firstField, fields, seedOf(seed_ ^ purpose, "patch", static_cast<int>(i)), i, set);
    }
    return set;
}

/// By the statistics of a draw from the first fields, as a scene's come from what was measured there.
void ProceduralWorld::standardise() {
    constexpr int fields = 3, perClass = 4;
    constexpr std::uint64_t purpose = 0x57a7;
    const auto sample = patches(0, fields, perClass, purpose);
    const auto pixels = static_cast<std::size_t>(model_.patchSize) * static_cast<std::size_t>(model_.patchSize);
    for (std::size_t s = 0; s < sensors_.size(); ++s) {
        auto& sensor = sensors_[s];
        const auto bands = sensor.mean.size();
        for (std::size_t band = 0; band < bands; ++band) {
            double sum = 0, squares = 0;
            for (std::size_t i = 0; i < sample.size(); ++i)
                for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
                    const double value = sample.values[s][(i * bands + band) * pixels + pixel];
                    sum += value;
                    squares += value * value;
                }
            const double count = static_cast<double>(sample.size() * pixels);
            const double variance = std::max(1e-8, squares / count - sum / count * (sum / count));
            sensor.mean[band] = static_cast<float>(sum / count);
            sensor.inverse[band] = static_cast<float>(1 / std::sqrt(variance));
        }
    }
}

}  // namespace lacuna::pretraining
