#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/model_spec.h"
#include "tile/batch.h"

namespace lacuna::pretraining {

/// Wavelengths at which a surface's reflectance is known, evenly from 0.4 to 2.5 µm.
inline constexpr int spectrumSize = 64;
using Spectrum = std::array<float, spectrumSize>;

/// A place that exists only as numbers: classes of surface (material, height, roughness, texture), each grown on several
/// fields that differ from one another as real fields do (brightness, soil between the plants, growth), and two or three
/// sensors drawn at random (band set, noise, what they respond to). Everything is a function of the seed. Read-only
/// after construction; any thread.
class ProceduralWorld {
public:
    ProceduralWorld(std::uint64_t seed, int classes, int patchSize);

    /// Sensors and classes; bands are standardised already (mean 0, inverse 1). The backbone is left as it is by default.
    const engine::ModelSpec& model() const { return model_; }

    /// `perClass` standardised patches of each class, from its fields number `firstField` … `firstField` + `fields` − 1,
    /// all modalities present. Two disjoint ranges of fields are to each other what training and test blocks of a scene
    /// are. `purpose` tells draws from the same fields apart.
    tile::PatchSet patches(int firstField, int fields, int perClass, std::uint64_t purpose) const;

private:
    enum class SensorKind { Optical, Radar, Height };
    struct Surface {
        Spectrum reflectance;
        float height = 0;     ///< metres
        float roughness = 0;  ///< 0 … 1
        float texture = 0;    ///< relative change of brightness inside a field
        float rows = 0;       ///< strength of plant rows, 0 … 1
    };
    struct Sensor {
        SensorKind kind = SensorKind::Optical;
        std::vector<Spectrum> response;  ///< Optical: weights of a band, sum 1
        std::vector<float> gain;         ///< Radar, Height: what a band makes of roughness
        float noise = 0;
        std::vector<float> mean, inverse;  ///< per band, of a first draw
    };
    /// A field as a sensor sees it before light, texture and noise.
    struct Appearance {
        Surface surface;
        std::vector<std::vector<float>> bands;  ///< one a sensor
    };

    Surface drawSurface(std::uint64_t seed) const;
    Appearance fieldOf(int classIndex, int field) const;
    std::vector<float> seenBy(const Sensor& sensor, const Surface& surface) const;
    void drawSensors();
    void standardise();
    void drawPatch(int classIndex, int firstField, int fields, std::uint64_t seed, std::size_t index,
                   tile::PatchSet& set) const;

    std::uint64_t seed_;
    engine::ModelSpec model_;
    std::vector<Surface> surfaces_;  ///< one a class
    Spectrum soil_{};
    std::vector<Sensor> sensors_;
};

}  // namespace lacuna::pretraining
