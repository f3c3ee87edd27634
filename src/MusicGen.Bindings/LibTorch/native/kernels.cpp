// Chooses the inner loops by the processor at hand.
#include "kernels.h"

#include <algorithm>
#include <atomic>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define MGT_HAS_KERNELS 1
#if __GNUC__ >= 11
#define MGT_HAS_TILES 1
#endif
#pragma GCC diagnostic ignored "-Wpsabi"
// GCC 12 warns of its own intrinsics (its bug 105593).
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace mgt {

namespace avx2 {
#define MGT_TARGET __attribute__((target("avx2,fma")))
#define MGT_WIDTH 32
#include "kernels_body.inc"
#undef MGT_TARGET
#undef MGT_WIDTH
}  // namespace avx2

namespace avx512 {
#define MGT_TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma,prefer-vector-width=512")))
#define MGT_WIDTH 64
#include "kernels_body.inc"
#undef MGT_TARGET
#undef MGT_WIDTH
}  // namespace avx512

#ifdef MGT_HAS_TILES
namespace amx {
#define MGT_TARGET __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,amx-tile,amx-bf16,prefer-vector-width=512")))
#include "kernels_amx.inc"
#undef MGT_TARGET

// Linux keeps the tiles' registers for a process only after it has asked (kernel 5.16).
static bool ask() {
    constexpr int kAskForFeature = 0x1023, kTileData = 18;
    return __builtin_cpu_supports("avx512bf16") && __builtin_cpu_supports("amx-tile") && __builtin_cpu_supports("amx-bf16") && syscall(SYS_arch_prctl, kAskForFeature, kTileData) == 0;
}
}  // namespace amx
#endif

}  // namespace mgt
#endif

namespace mgt {

namespace {
std::atomic<bool> bfloat16_allowed{false};
}

bool has_tiles() {
#ifdef MGT_HAS_TILES
    static const bool has = amx::ask();
    return has;
#else
    return false;
#endif
}

void allow_bfloat16(bool on) {
    bfloat16_allowed = on && has_tiles();
}

const Kernels* tile_kernels() {
#ifdef MGT_HAS_TILES
    if (bfloat16_allowed) {
        return &amx::kTable;
    }
#endif
    return nullptr;
}

const Kernels* kernels_for(int64_t hidden) {
#ifdef MGT_HAS_KERNELS
    static const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
    static const bool plain = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const Kernels* tiles = tile_kernels();
    if (tiles != nullptr && hidden % tiles->panel == 0) {
        return tiles;
    }
    if (wide && hidden % avx512::kPanel == 0) {
        return &avx512::kTable;
    }
    if (plain && hidden % avx2::kPanel == 0) {
        return &avx2::kTable;
    }
#endif
    return nullptr;
}

}  // namespace mgt
