// Chooses the inner loops by the processor at hand.
#include "kernels.h"

#include <cstddef>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define MGT_HAS_KERNELS 1
#pragma GCC diagnostic ignored "-Wpsabi"

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

}  // namespace mgt
#endif

namespace mgt {

const Kernels* kernels_for(int64_t hidden) {
#ifdef MGT_HAS_KERNELS
    static const bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
    static const bool plain = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (wide && hidden % avx512::kPanel == 0) {
        return &avx512::kTable;
    }
    if (plain && hidden % avx2::kPanel == 0) {
        return &avx2::kTable;
    }
#endif
    return nullptr;
}

void pack_panels(const float* b, int64_t row_stride, int64_t column_stride, int64_t depth, int64_t columns, int64_t panel, float* packed, int64_t first, int64_t last) {
    for (int64_t index = first; index < last; index++) {
        float* out = packed + index * depth * panel;
        const float* in = b + index * panel * column_stride;
        int64_t width = columns - index * panel < panel ? columns - index * panel : panel;
        if (column_stride == 1) {
            for (int64_t k = 0; k < depth; k++) {
                for (int64_t j = 0; j < panel; j++) {
                    out[k * panel + j] = j < width ? in[k * row_stride + j] : 0.0f;
                }
            }
            continue;
        }
        for (int64_t j = 0; j < panel; j++) {
            for (int64_t k = 0; k < depth; k++) {
                out[k * panel + j] = j < width ? in[k * row_stride + j * column_stride] : 0.0f;
            }
        }
    }
}

}  // namespace mgt
