#include "engine/safetensors_header.h"

#include <nlohmann/json.hpp>
#include <set>

namespace lacuna::engine {
namespace {

constexpr std::size_t maxDimensions = 8;
constexpr std::size_t maxEntries = 100'000;
constexpr auto metadataKey = "__metadata__";

/// Receives the header's JSON piece by piece: {name: {"dtype": text, "shape": [n…], "data_offsets": [n, n]}, …} and
/// {"__metadata__": {text: text}}. Returns false, with a reason, at whatever does not belong there.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
public:
    SafetensorsHeader header;
    std::string reason;

    bool null() override { return refuse("null"); }
    bool boolean(bool) override { return refuse("true or false"); }
    bool number_float(double, const std::string&) override { return refuse("a fraction"); }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool number_integer(std::int64_t) override { return refuse("a negative number"); }
    bool number_unsigned(std::uint64_t value) override {
        if (!inArray_) return refuse("a number");
        auto& target = field_ == "shape" ? header.entries.back().shape : offsets_;
        if (target.size() >= (field_ == "shape" ? maxDimensions : 2)) return refuse("a longer list");
        target.push_back(value);
        return true;
    }
    bool string(std::string& text) override {
        if (depth_ != 2 || inArray_) return refuse("text");
        if (inMetadata_) {
            header.metadata[field_] = std::move(text);
            return true;
        }
        if (field_ != "dtype") return refuse("text");
        header.entries.back().type = std::move(text);
        return true;
    }
    bool start_object(std::size_t) override {
        if (depth_ == 2 || inArray_) return refuse("a nested object");
        ++depth_;
        return true;
    }
    bool key(std::string& text) override { return depth_ == 1 ? beginTensor(text) : beginField(text); }
    bool end_object() override {
        if (depth_ == 2 && !inMetadata_ && !endTensor()) return false;
        --depth_;
        return true;
    }
    bool start_array(std::size_t) override {
        if (depth_ != 2 || inMetadata_ || inArray_ || field_ == "dtype") return refuse("a list");
        inArray_ = true;
        return true;
    }
    bool end_array() override {
        inArray_ = false;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        reason = fmt::format("it is no JSON at byte {}", position);
        return false;
    }

private:
    bool refuse(const char* what) {
        reason = fmt::format("{} stands where it does not belong (near \"{}\")", what, name_.substr(0, 100));
        return false;
    }
    bool beginTensor(std::string& text) {
        name_ = text;
        inMetadata_ = text == metadataKey;
        seen_.clear();
        if (!names_.insert(text).second) return refuse("a name a second time");
        if (names_.size() > maxEntries) return refuse("one tensor too many");
        if (!inMetadata_) {
            header.entries.push_back({std::move(text), {}, {}, 0, 0});
            offsets_.clear();
        }
        return true;
    }
    bool beginField(std::string& text) {
        if (!inMetadata_ && text != "dtype" && text != "shape" && text != "data_offsets") return refuse("another key");
        if (seen_.size() > maxEntries || !seen_.insert(text).second) return refuse("a key a second time");
        field_ = std::move(text);
        return true;
    }
    bool endTensor() {
        if (seen_.size() != 3 || offsets_.size() != 2) return refuse("an incomplete tensor");
        header.entries.back().begin = offsets_[0];
        header.entries.back().end = offsets_[1];
        return true;
    }

    int depth_ = 0;
    bool inArray_ = false;
    bool inMetadata_ = false;
    std::string name_, field_;
    std::set<std::string> names_, seen_;
    std::vector<std::uint64_t> offsets_;
};

}  // namespace

base::Result<SafetensorsHeader> parseSafetensorsHeader(const std::string& text, const std::string& path) {
    HeaderReader reader;
    const bool whole = !text.empty() && text.front() == '{' && nlohmann::json::sax_parse(text, &reader);
    if (!whole)
        return base::fail(base::ErrorCode::BadData, "read model", "{}: the header is damaged: {}", path,
                          reader.reason.empty() ? "it does not begin with {" : reader.reason);
    return std::move(reader.header);
}

}  // namespace lacuna::engine
