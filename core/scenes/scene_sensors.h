#pragma once

#include <string>
#include <vector>

#include "base/land_class.h"
#include "base/result.h"
#include "scenes/synthetic_scene.h"

namespace lacuna::scenes {

enum class SensorKind { Hyperspectral, Multispectral, Sar, Lidar };
constexpr bool isOptical(SensorKind kind) {
    return kind == SensorKind::Hyperspectral || kind == SensorKind::Multispectral;
}

struct Sensor {
    std::string name;
    SensorKind kind = SensorKind::Hyperspectral;
    int bands = 1;
};
/// "hs:hyperspectral:32,lidar:lidar:1". Errors: Usage.
base::Result<std::vector<Sensor>> parseSensors(const std::string& text);

/// The classes as surface material × structure (height, roughness): class index c is material c / structures, structure
/// c % structures. A scene with optical sensors alone has one structure, one without any has one material.
struct SceneClasses {
    int materials = 1;
    int structures = 1;
    base::ClassTable table;
};
SceneClasses sceneClasses(int classes, const std::vector<Sensor>& sensors);

/// What a sensor's band stores and how it varies.
struct BandSignal {
    std::vector<float> level;  ///< by class index, in stored units
    float smooth = 0;          ///< amplitude of the slow change across the scene: relative (optical) or stored units
    float grain = 0;           ///< σ of the pixel's noise: relative (optical) or stored units
    double wavelength = 0;     ///< micrometres, 0: none
    double bandwidth = 0;      ///< micrometres
    std::string description;
};

/// Optical reflectance × 10,000 by material; LiDAR height in centimetres and SAR backscatter in dB by structure.
std::vector<BandSignal> bandSignals(const Sensor& sensor, const SceneClasses& classes, const SceneOptions& options);

}  // namespace lacuna::scenes
