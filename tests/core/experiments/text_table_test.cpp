#include "experiments/text_table.h"

#include <gtest/gtest.h>

namespace lacuna::experiments {
namespace {

const TextTable table{"Ours & theirs",
                      "η = 70 %",
                      1,
                      {"set", "ours", "a,b"},
                      {{"x_1", "98.40 ± 0.31", "say \"no\""}, {"y|z", "–", "50 %"}},
                      {{1}, {}}};

TEST(TextTable, isMarkdown) {
    EXPECT_EQ(markdown(table),
              "### Ours & theirs\n\n| set | ours | a,b |\n| --- | ---: | ---: |\n| x\\_1 | **98.40 ± 0.31** | say "
              "\"no\" |\n| y\\|z | – | 50 % |\n"
              "\nη = 70 %\n\n");
}

TEST(TextTable, isLatexWithoutPackages) {
    EXPECT_EQ(latex(table),
              "\\begin{table}\n\\centering\n\\caption{Ours \\& theirs. $\\eta$ = 70 "
              "\\%}\n\\begin{tabular}{lrr}\n\\hline\nset & ours & a,b \\\\\n\\hline\n"
              "x\\_1 & \\textbf{98.40 $\\pm$ 0.31} & say \"no\" \\\\\ny|z & -- & 50 \\% "
              "\\\\\n\\hline\n\\end{tabular}\n\\end{table}\n\n");
}

TEST(TextTable, isCsv) {
    EXPECT_EQ(csv(table), "set,ours,\"a,b\"\nx_1,98.40 ± 0.31,\"say \"\"no\"\"\"\ny|z,–,50 %\n");
}

}  // namespace
}  // namespace lacuna::experiments
