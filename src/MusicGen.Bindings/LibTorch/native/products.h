// Products of whole matrices in float32 memory by the kernels at hand, over all threads.
#pragma once

#include "kernels.h"
#include "parallel.h"

#include <ATen/ATen.h>

namespace mgt {

inline const float* data(const at::Tensor& tensor) { return tensor.data_ptr<float>(); }
inline float* data(at::Tensor& tensor) { return tensor.data_ptr<float>(); }

inline bool is_plain(const at::Tensor& tensor) {
    return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided;
}

// A matrix in panels, ready to be the right side of products.
struct Packed {
    at::Tensor memory;
    int64_t depth, columns, panels;

    Packed(const Kernels& kernels, const float* b, int64_t row_stride, int64_t column_stride, int64_t depth_, int64_t columns_)
        : depth(depth_), columns(columns_), panels((columns_ + kernels.panel - 1) / kernels.panel) {
        memory = at::empty({panels * kernels.packed_bytes(depth)}, at::kByte);
        in_parallel(panels, [&](int64_t part, int64_t parts) {
            Share share(panels, part, parts);
            kernels.pack(b, row_stride, column_stride, depth, columns, memory.data_ptr(), share.begin, share.end);
        });
    }

    const void* panel_data() const { return memory.data_ptr(); }
};

// C = A * B over all threads, shared out by rows of C.
inline void multiply_all(const Kernels& kernels, const float* a, int64_t row_stride, int64_t column_stride, int64_t rows, const Packed& b, float* c, bool accumulate) {
    Product product{a, row_stride, column_stride, b.panel_data(), c, b.columns, b.columns, b.depth, accumulate};
    int64_t strips = (rows + kernels.strip - 1) / kernels.strip;
    in_parallel(strips, [&](int64_t part, int64_t parts) {
        Share share(strips, part, parts);
        kernels.multiply(product, share.begin * kernels.strip, std::min(share.end * kernels.strip, rows), 0, b.panels);
    });
}

}  // namespace mgt
