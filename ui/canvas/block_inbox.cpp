#include "ui/canvas/block_inbox.h"

#include <utility>

namespace lacuna::ui {

BlockInbox::BlockInbox(std::function<void()> notify) : notify_(std::move(notify)) {}

base::Status BlockInbox::write(const map::MapBlock& block) {
    const auto cells = static_cast<std::size_t>(block.window.width) * static_cast<std::size_t>(block.window.height);
    if (block.labels.size() != cells || block.confidence.size() != cells || block.availability.size() != cells) {
        return base::fail(base::ErrorCode::BadData, "show map",
                          "a block of {} × {} cells has {} labels, {} confidences and {} availabilities",
                          block.window.width, block.window.height, block.labels.size(), block.confidence.size(),
                          block.availability.size());
    }
    map::MapBlock kept;
    kept.window = block.window;
    kept.preview = block.preview;
    kept.labels = block.labels;
    kept.confidence = block.confidence;
    kept.availability = block.availability;
    const std::lock_guard lock(mutex_);
    if (closed_) return {};
    const bool first = waiting_.empty();
    waiting_.push_back(std::move(kept));
    // Called under the lock, so that close() can promise that no call is under way.
    if (first && notify_) notify_();
    return {};
}

std::vector<map::MapBlock> BlockInbox::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
}

void BlockInbox::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    waiting_.clear();
}

}  // namespace lacuna::ui
