#include "output/class_legend.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "output/geotiff_file.h"

namespace lacuna::output {
std::unique_ptr<GDALColorTable> paletteOf(const base::ClassTable& classes) {
    auto palette = std::make_unique<GDALColorTable>();
    const GDALColorEntry nothing{0, 0, 0, 255};
    palette->SetColorEntry(0, &nothing);
    for (const auto& landClass : classes) {
        const GDALColorEntry entry{landClass.color[0], landClass.color[1], landClass.color[2], 255};
        palette->SetColorEntry(landClass.value, &entry);
    }
    return palette;
}

std::vector<std::string> categoriesOf(const base::ClassTable& classes) {
    std::vector<std::string> names = {"No data"};
    for (const auto& landClass : classes) {
        const auto value = static_cast<std::size_t>(landClass.value);
        names.resize(std::max(names.size(), value + 1));
        names[value] = landClass.name;
    }
    return names;
}

std::unique_ptr<GDALRasterAttributeTable> attributeTableOf(const base::ClassTable& classes,
                                                           const std::vector<std::uint64_t>& countByValue,
                                                           double cellArea, const std::string& sensors) {
    auto table = std::make_unique<GDALDefaultRasterAttributeTable>();
    table->SetTableType(GRTT_THEMATIC);
    const auto add = [&](const char* title, GDALRATFieldType type, GDALRATFieldUsage usage) {
        table->CreateColumn(title, type, usage);
        return table->GetColumnCount() - 1;
    };
    constexpr auto largestInteger = static_cast<std::uint64_t>(std::numeric_limits<int>::max());
    const bool countsFit = std::all_of(countByValue.begin(), countByValue.end(),
                                       [](std::uint64_t count) { return count <= largestInteger; });
    const int value = add("Value", GFT_Integer, GFU_MinMax);
    const int count = add("Count", countsFit ? GFT_Integer : GFT_Real, GFU_PixelCount);
    const int name = add("Class", GFT_String, GFU_Name);
    const int colors[] = {add("Red", GFT_Integer, GFU_Red), add("Green", GFT_Integer, GFU_Green),
                          add("Blue", GFT_Integer, GFU_Blue)};
    const int area = cellArea > 0 ? add("Area_ha", GFT_Real, GFU_Generic) : -1;
    const int used = sensors.empty() ? -1 : add("Sensors", GFT_String, GFU_Generic);
    auto sorted = classes;
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
    table->SetRowCount(static_cast<int>(sorted.size()));
    for (int row = 0; row < static_cast<int>(sorted.size()); ++row) {
        const auto& landClass = sorted[static_cast<std::size_t>(row)];
        const auto cells = static_cast<double>(countByValue[static_cast<std::size_t>(landClass.value)]);
        table->SetValue(row, value, landClass.value);
        table->SetValue(row, count, cells);
        table->SetValue(row, name, storableText(landClass.name).c_str());
        for (int i = 0; i < 3; ++i) table->SetValue(row, colors[i], landClass.color[static_cast<std::size_t>(i)]);
        if (area >= 0) table->SetValue(row, area, std::round(cells * cellArea) / 10000);  // to the square metre
        if (used >= 0) table->SetValue(row, used, sensors.c_str());
    }
    return table;
}

std::string classesToText(const base::ClassTable& classes) {
    auto list = nlohmann::json::array();
    for (const auto& landClass : classes)
        list.push_back({{"value", landClass.value}, {"name", landClass.name}, {"color", landClass.color}});
    return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<base::ClassTable> classesFromText(const std::string& text) {
    const auto list = nlohmann::json::parse(text, nullptr, false);
    if (!list.is_array() || list.empty() || list.size() > 255) return std::nullopt;
    const auto isByte = [](const nlohmann::json& number) {
        return number.is_number_unsigned() && number.get<std::uint64_t>() <= 255;
    };
    base::ClassTable classes;
    for (const auto& entry : list) {
        if (!entry.is_object() || !entry.contains("value") || !entry.contains("name") || !entry.contains("color"))
            return std::nullopt;
        const auto &value = entry["value"], &name = entry["name"], &color = entry["color"];
        if (!isByte(value) || value == 0 || !name.is_string() || !color.is_array() || color.size() != 3 ||
            !std::all_of(color.begin(), color.end(), isByte) || base::classIndex(classes, value.get<int>()) >= 0)
            return std::nullopt;
        classes.push_back({value.get<int>(), name.get<std::string>(), color.get<base::Rgb>()});
    }
    return classes;
}

}  // namespace lacuna::output
