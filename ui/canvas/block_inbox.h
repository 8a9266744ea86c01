#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "map/class_map.h"

namespace lacuna::ui {

/// Takes the finished blocks of a job on the job's thread and keeps them until the GUI thread fetches them. Shared
/// between the job and the layer (shared_ptr), so that either may go first: once closed, blocks are dropped and write
/// still succeeds. Probabilities and gates are not kept.
class BlockInbox : public map::MapSink {
public:
    /// `notify` is called on the job's thread when a block comes into an empty inbox, and must only post an event.
    explicit BlockInbox(std::function<void()> notify);

    base::Status write(const map::MapBlock& block) override;  ///< any thread
    std::vector<map::MapBlock> take();                        ///< all that wait, in the order written; any thread
    void close();                                             ///< after it returns, notify is never called again

private:
    std::mutex mutex_;
    std::function<void()> notify_;
    std::vector<map::MapBlock> waiting_;
    bool closed_ = false;
};

}  // namespace lacuna::ui
