#include "engine/sha256.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "engine/checkpoint.h"

namespace lacuna::engine {
namespace {

std::string sha256Of(const std::string& text) {
    Sha256 sha256;
    sha256.add(text.data(), text.size());
    return sha256.hex();
}

TEST(Sha256, givesThePublishedValues) {
    EXPECT_EQ(sha256Of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256Of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256Of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(sha256Of(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, doesNotDependOnThePieces) {
    std::string text;
    for (int i = 0; i < 500; ++i) text += static_cast<char>(i * 7);
    for (const std::size_t piece : {1u, 3u, 55u, 56u, 63u, 64u, 65u, 200u}) {
        Sha256 sha256;
        for (std::size_t first = 0; first < text.size(); first += piece)
            sha256.add(text.data() + first, std::min(piece, text.size() - first));
        EXPECT_EQ(sha256.hex(), sha256Of(text)) << piece;
    }
}

TEST(FileSha256, readsAFileAndNamesOneThatIsNotThere) {
    const auto path = testing::TempDir() + "sha256_test.bin";
    std::ofstream(path, std::ios::binary) << "abc";
    EXPECT_EQ(fileSha256(path).value(), sha256Of("abc"));
    std::remove(path.c_str());
    const auto failed = fileSha256(path);
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().message.find("sha256_test.bin"), std::string::npos);
}

}  // namespace
}  // namespace lacuna::engine
