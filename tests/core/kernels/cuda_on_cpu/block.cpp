#include <ucontext.h>

#include <memory>
#include <vector>

#include "cuda_runtime.h"

namespace lacuna::cuda_on_cpu {
namespace {

constexpr std::size_t stackBytes = 64 * 1024;
constexpr int warp = 32;

struct Barrier {
    int waiting = 0;
    std::uint64_t passed = 0;
};

struct Fiber {
    ucontext_t context;
    std::unique_ptr<char[]> stack;
    bool finished = false;
};

struct Block {
    const std::function<void(int)>* body;
    ucontext_t scheduler;
    std::vector<Fiber> fibers;
    std::vector<Barrier> warps;
    std::vector<float> exchanged;      ///< one a thread
    std::vector<WarpValues> shared;    ///< one a warp
    Barrier all;
    int current = 0;
    bool moved = false;  ///< a fiber has ended or passed a barrier in this round
};
Block* block = nullptr;

void enter() {
    const int thread = block->current;
    (*block->body)(thread);
    block->fibers[thread].finished = block->moved = true;
    swapcontext(&block->fibers[thread].context, &block->scheduler);
}

void wait(Barrier& barrier, int count) {
    const auto before = barrier.passed;
    if (++barrier.waiting == count) {
        barrier.waiting = 0;
        ++barrier.passed;
        block->moved = true;
    }
    while (barrier.passed == before) swapcontext(&block->fibers[block->current].context, &block->scheduler);
}

/// Lets every fiber run once; false when none of them is left.
bool runRound(Order order) {
    const int threads = static_cast<int>(block->fibers.size());
    bool left = false;
    block->moved = false;
    for (int i = 0; i < threads; ++i) {
        block->current = order == Order::Forward ? i : threads - 1 - i;
        auto& fiber = block->fibers[block->current];
        if (fiber.finished) continue;
        swapcontext(&block->scheduler, &fiber.context);
        left = left || !fiber.finished;
    }
    return left;
}

}  // namespace

bool runBlock(int threads, Order order, const std::function<void(int)>& body) {
    Block run;
    run.body = &body;
    run.fibers.resize(threads);
    run.warps.resize(threads / warp);
    run.exchanged.resize(threads);
    run.shared.resize(threads / warp);
    block = &run;
    for (auto& fiber : run.fibers) {
        fiber.stack = std::make_unique_for_overwrite<char[]>(stackBytes);
        getcontext(&fiber.context);
        fiber.context.uc_stack.ss_sp = fiber.stack.get();
        fiber.context.uc_stack.ss_size = stackBytes;
        fiber.context.uc_link = nullptr;
        makecontext(&fiber.context, enter, 0);
    }
    while (runRound(order))
        if (!run.moved) return false;
    return true;
}

int currentLane() {
    return block->current % warp;
}
void waitForWarp() {
    wait(block->warps[block->current / warp], warp);
}
void waitForBlock() {
    wait(block->all, static_cast<int>(block->fibers.size()));
}

float exchange(float value, int lane) {
    const int first = block->current / warp * warp;
    block->exchanged[block->current] = value;
    waitForWarp();
    const float other = block->exchanged[first + lane];
    waitForWarp();  // nobody gives the next value before all have read this one
    return other;
}

WarpValues shareWithWarp(std::uint64_t value) {
    auto& values = block->shared[block->current / warp];
    values[block->current % warp] = value;
    waitForWarp();
    const auto copy = values;
    waitForWarp();
    return copy;
}

}  // namespace lacuna::cuda_on_cpu
