#include "engine/safetensors.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>

namespace lacuna::engine {
namespace {

class Safetensors : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) /
                  ("lacuna_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path() const { return (folder_ / "model.safetensors").string(); }
    /// A file with this header and data, the length put before it.
    void write(const std::string& header, const std::string& data) const {
        const std::uint64_t length = header.size();
        std::string bytes(8, '\0');
        std::memcpy(bytes.data(), &length, 8);
        writeBytes(bytes + header + data);
    }
    void writeBytes(const std::string& bytes) const { std::ofstream(path(), std::ios::binary) << bytes; }
    std::string bytes() const {
        std::ifstream stream(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void expectRefused(const std::string& reason) const {
        const auto file = readSafetensors(path());
        ASSERT_FALSE(file) << "expected: " << reason;
        EXPECT_EQ(file.error().code, base::ErrorCode::BadData);
        EXPECT_NE(file.error().message.find("model.safetensors"), std::string::npos) << file.error().message;
        EXPECT_NE(file.error().message.find(reason), std::string::npos) << file.error().message;
    }

    std::filesystem::path folder_;
};

std::string tensorJson(const std::string& name, const std::string& type, const std::string& shape, int begin, int end) {
    return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape + ",\"data_offsets\":[" +
           std::to_string(begin) + "," + std::to_string(end) + "]}";
}

TEST_F(Safetensors, readsBackWhatItWrites) {
    const SafetensorsFile file{{{"key", "value \"quoted\""}},
                               {{"a", {2, 3}, {1, 2, 3, 4, 5, -6}}, {"b", {}, {7}}, {"c", {0, 4}, {}}}};
    ASSERT_TRUE(writeSafetensors(path(), file));
    const auto back = readSafetensors(path());
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->metadata, file.metadata);
    ASSERT_EQ(back->tensors.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(back->tensors[i].name, file.tensors[i].name);
        EXPECT_EQ(back->tensors[i].shape, file.tensors[i].shape);
        EXPECT_EQ(back->tensors[i].values, file.tensors[i].values);
    }
    const auto first = bytes();
    ASSERT_TRUE(writeSafetensors(path(), file));
    EXPECT_EQ(bytes(), first);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1) << "no temporary file stays";
}

TEST_F(Safetensors, widensHalfAndBrainFloats) {
    const std::uint16_t halves[] = {0x3c00, 0xc000, 0x0001, 0x8000, 0x7bff, 0x3f80, 0xc0a0};
    write("{" + tensorJson("h", "F16", "[5]", 0, 10) + "," + tensorJson("b", "BF16", "[2]", 10, 14) + "}",
          std::string(reinterpret_cast<const char*>(halves), sizeof halves));
    const auto file = readSafetensors(path());
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file->tensors[0].values, (std::vector<float>{1, -5}));
    EXPECT_EQ(file->tensors[1].values, (std::vector<float>{1, -2, 0x1p-24f, 0, 65504}));
}

TEST_F(Safetensors, leavesOutWhatIsNotWanted) {
    write("{" + tensorJson("ids", "I64", "[1]", 0, 8) + "," + tensorJson("x", "F32", "[1]", 8, 12) + "}",
          std::string(12, '\0'));
    expectRefused("I64");
    const auto file = readSafetensors(path(), [](const std::string& name) { return name == "x"; });
    ASSERT_TRUE(file) << file.error().message;
    ASSERT_EQ(file->tensors.size(), 1u);
    EXPECT_EQ(file->tensors[0].name, "x");
}

TEST_F(Safetensors, everyTruncationIsRefused) {
    ASSERT_TRUE(writeSafetensors(path(), {{{"k", "v"}}, {{"a", {2}, {1, 2}}, {"b", {3}, {3, 4, 5}}}}));
    const auto whole = bytes();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        writeBytes(whole.substr(0, size));
        const auto file = readSafetensors(path());
        ASSERT_FALSE(file) << size;
        EXPECT_EQ(file.error().code, base::ErrorCode::BadData) << size;
    }
    writeBytes(whole + "x");
    expectRefused("tensors end at");
}

TEST_F(Safetensors, noFlippedBitCrashesTheReader) {
    ASSERT_TRUE(writeSafetensors(path(), {{{"k", "v"}}, {{"a", {2}, {1, 2}}, {"b", {3}, {3, 4, 5}}}}));
    const auto whole = bytes();
    for (std::size_t i = 0; i < whole.size() * 8; ++i) {
        auto flipped = whole;
        flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ 1 << i % 8);
        writeBytes(flipped);
        if (const auto file = readSafetensors(path()); !file) {
            EXPECT_FALSE(file.error().message.empty());
        }
    }
}

TEST_F(Safetensors, aHeaderLongerThanAllowedIsRefusedUnread) {
    const std::uint64_t length = 100'000'001;
    std::string start(8, '\0');
    std::memcpy(start.data(), &length, 8);
    writeBytes(start + "{}");
    expectRefused("at most 100000000");
    std::fill(start.begin(), start.end(), '\xff');
    writeBytes(start);
    expectRefused("at most 100000000");
}

TEST_F(Safetensors, overlapsGapsAndWrongSizesAreRefused) {
    const std::string data(16, '\0');
    write("{" + tensorJson("a", "F32", "[2]", 0, 8) + "," + tensorJson("b", "F32", "[3]", 4, 16) + "}", data);
    expectRefused("overlap");
    write("{" + tensorJson("a", "F32", "[1]", 0, 4) + "," + tensorJson("b", "F32", "[2]", 8, 16) + "}", data);
    expectRefused("gap");
    write("{" + tensorJson("a", "F32", "[3]", 0, 16) + "}", data);
    expectRefused("does not fill");
    write("{" + tensorJson("a", "F32", "[4294967296,4294967296,2]", 0, 16) + "}", data);
    expectRefused("does not fill");
    write("{" + tensorJson("a", "F32", "[4]", 16, 0) + "}", data);
    expectRefused("damaged");
    write("{" + tensorJson("a", "F32", "[40]", 0, 160) + "}", data);
    expectRefused("cut off");
    write("{" + tensorJson("a", "F64", "[2]", 0, 16) + "}", data);
    expectRefused("F64");
}

TEST_F(Safetensors, headersOfAnotherFormAreRefused) {
    const std::string tensor = tensorJson("a", "F32", "[1]", 0, 4);
    const std::string data(4, '\0');
    for (const auto& header :
         {std::string(), std::string("[]"), std::string("{"), std::string("null"), "{" + tensor, "{" + tensor + "}}",
          "{" + tensor + "," + tensor + "}", std::string(R"({"a":{"dtype":"F32"}})"),
          std::string(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})"),
          std::string(R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}})"),
          std::string(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}})"),
          std::string(R"({"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}})"),
          std::string(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}})"),
          std::string(R"({"__metadata__":{"k":1}})"), std::string(R"({"__metadata__":{"k":{"v":"x"}}})"),
          "{\"a\":" + std::string(100000, '['), "{\"a\":" + std::string(100000, '{')}) {
        write(header, data);
        expectRefused("damaged");
    }
}

TEST_F(Safetensors, numbersThatAreNoneAreRefused) {
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
        ASSERT_TRUE(writeSafetensors(path(), {{}, {{"a", {3}, {1, bad, 2}}}}));
        expectRefused("expected finite numbers");
    }
}

TEST_F(Safetensors, aMissingFileAndAFolderAreNamed) {
    const auto missing = readSafetensors(path());
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::ErrorCode::NotFound);
    EXPECT_EQ(readSafetensors(folder_.string()).error().code, base::ErrorCode::BadData);
}

TEST_F(Safetensors, failedWriteLeavesTheOldFileAndNoOther) {
    const auto target = (folder_ / "taken").string();
    std::filesystem::create_directories(target + "/inside");  // a folder that rename cannot replace
    const auto status = writeSafetensors(target, {{}, {{"a", {1}, {1}}}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, base::ErrorCode::Io);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
    EXPECT_EQ(writeSafetensors((folder_ / "no" / "folder").string(), {}).error().code, base::ErrorCode::Io);
}

}  // namespace
}  // namespace lacuna::engine
