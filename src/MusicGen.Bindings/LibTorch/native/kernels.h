// The inner loops of the recurrent layers, one set per instruction set, chosen once at start.
#pragma once

#include <cstdint>

namespace mgt {

constexpr int64_t kTileRows = 6;     // 6 x 2 vectors of accumulators are what 16 registers hold
constexpr int64_t kDepth = 256;      // a panel of so many rows stays in the first-level cache
constexpr int64_t kRowBlock = 192;    // so many rows of A, over that depth, stay in the second level

// C[rows, panels] (+)= A * B. A is read by strides; B lies in panels of `panel` columns, as `pack` writes them.
struct Product {
    const float* a;
    int64_t row_stride, column_stride;
    const void* b;
    float* c;
    int64_t c_stride, columns, depth;
    bool accumulate;
};

// One step of one layer, hidden units [first, last): the gate sums become activations, in place.
struct GateStep {
    int64_t rows, hidden, first, last;
    float* gates;                 // (rows, 4, hidden): input, forget, cell, output
    const float* cell_before;     // (rows, hidden)
    float* cell;                  // (rows, hidden)
    float* output;                // (rows, hidden)
};

// The same step backward: activations to gradients of the gate sums.
struct GateStepBack {
    int64_t rows, hidden, first, last;
    const float* gates;
    const float* cell_before;
    const float* cell;
    const float* output_gradient;   // from above; may be null
    const float* hidden_gradient;   // from the next step
    float* cell_gradient;           // from the next step; becomes the previous step's
    float* gate_gradient;           // (rows, 4, hidden)
    float* bias_gradient;           // (4, hidden), added to
};

struct Kernels {
    int64_t strip;  // rows of A that are shared out together
    int64_t panel;  // columns of B that lie together
    int64_t (*packed_bytes)(int64_t depth);  // of one panel
    // Writes B (depth x columns, by strides) into panels [first, last), zero-padded.
    void (*pack)(const float* b, int64_t row_stride, int64_t column_stride, int64_t depth, int64_t columns, void* packed, int64_t first, int64_t last);
    void (*multiply)(const Product& product, int64_t first_row, int64_t last_row, int64_t first_panel, int64_t last_panel);
    void (*gates)(const GateStep& step);
    void (*gates_back)(const GateStepBack& step);
};

// Whether the processor multiplies tiles of bfloat16 (AMX) and the system lets it.
bool has_tiles();

// Whether products may round their factors to bfloat16. Without effect where there are no tiles.
void allow_bfloat16(bool on);

// Those with tiles; null where the processor has none or nobody has allowed them.
const Kernels* tile_kernels();

// null where the processor has none of the instruction sets; libtorch's own layers are used then.
const Kernels* kernels_for(int64_t hidden);

}  // namespace mgt
