#include "metrics/activation.h"

#include <utility>

#include "base/error.h"

namespace lacuna::metrics {

int ExpertLayout::experts() const {
    int count = 0;
    for (const auto& block : blocks) count += static_cast<int>(block.experts.size());
    return count;
}

Activation::Activation(ExpertLayout layout, int classes) : layout_(std::move(layout)), classes_(classes) {
    LACUNA_ASSERT(classes >= 1);
}

void Activation::add(base::Availability pattern, int classIndex, const float* share, const float* weight) {
    LACUNA_ASSERT(classIndex >= 0 && classIndex < classes_);
    const auto experts = static_cast<std::size_t>(layout_.experts());
    auto& cells = cells_[pattern];
    if (cells.empty()) cells.resize(static_cast<std::size_t>(classes_), Cell{0, std::vector<double>(experts), std::vector<double>(experts)});
    Cell& cell = cells[static_cast<std::size_t>(classIndex)];
    ++cell.pixels;
    for (std::size_t e = 0; e < experts; ++e) {
        cell.share[e] += share[e];
        cell.weight[e] += weight[e];
    }
}

void Activation::merge(const Activation& other) {
    if (other.cells_.empty()) return;
    if (cells_.empty() && classes_ == 0) *this = Activation(other.layout_, other.classes_);
    LACUNA_ASSERT(other.classes_ == classes_ && other.layout_.experts() == layout_.experts());
    for (const auto& [pattern, theirs] : other.cells_) {
        auto& ours = cells_[pattern];
        if (ours.empty()) {
            ours = theirs;
            continue;
        }
        for (std::size_t c = 0; c < ours.size(); ++c) {
            ours[c].pixels += theirs[c].pixels;
            for (std::size_t e = 0; e < ours[c].share.size(); ++e) {
                ours[c].share[e] += theirs[c].share[e];
                ours[c].weight[e] += theirs[c].weight[e];
            }
        }
    }
}

std::vector<base::Availability> Activation::patterns() const {
    std::vector<base::Availability> found;
    for (const auto& [pattern, cells] : cells_) found.push_back(pattern);
    return found;
}

std::uint64_t Activation::pixels(base::Availability pattern, int classIndex) const {
    const auto found = cells_.find(pattern);
    if (found == cells_.end()) return 0;
    std::uint64_t sum = 0;
    for (int c = 0; c < classes_; ++c)
        if (classIndex < 0 || classIndex == c) sum += found->second[static_cast<std::size_t>(c)].pixels;
    return sum;
}

namespace {

template <class Cells, class Member>
std::vector<double> meanOver(const Cells* cells, int classIndex, std::uint64_t pixels, int experts, Member member) {
    std::vector<double> mean(static_cast<std::size_t>(experts));
    if (!cells || pixels == 0) return mean;
    for (std::size_t c = 0; c < cells->size(); ++c) {
        if (classIndex >= 0 && static_cast<std::size_t>(classIndex) != c) continue;
        const auto& sums = (*cells)[c].*member;
        for (std::size_t e = 0; e < mean.size(); ++e) mean[e] += sums[e] / static_cast<double>(pixels);
    }
    return mean;
}

}  // namespace

std::vector<double> Activation::share(base::Availability pattern, int classIndex) const {
    const auto found = cells_.find(pattern);
    return meanOver(found == cells_.end() ? nullptr : &found->second, classIndex, pixels(pattern, classIndex),
                    layout_.experts(), &Cell::share);
}

std::vector<double> Activation::weight(base::Availability pattern, int classIndex) const {
    const auto found = cells_.find(pattern);
    return meanOver(found == cells_.end() ? nullptr : &found->second, classIndex, pixels(pattern, classIndex),
                    layout_.experts(), &Cell::weight);
}

}  // namespace lacuna::metrics
