// The inner loops of the recurrent layers, one set per instruction set, chosen once at start.
#pragma once

#include <cstdint>

namespace mgt {

constexpr int64_t kTileRows = 6;     // 6 x 2 vectors of accumulators are what 16 registers hold
constexpr int64_t kDepth = 256;      // a panel of so many rows stays in the first-level cache
constexpr int64_t kRowBlock = 192;    // so many rows of A, over that depth, stay in the second level

// C[rows, panels] (+)= A * B. A is read by strides; B lies in panels of `panel` columns, each (depth, panel), zero-padded.
struct Product {
    const float* a;
    int64_t row_stride, column_stride;
    const float* b;
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
    int64_t panel;
    void (*multiply)(const Product& product, int64_t first_row, int64_t last_row, int64_t first_panel, int64_t last_panel);
    void (*gates)(const GateStep& step);
    void (*gates_back)(const GateStepBack& step);
};

// null where the processor has none of the instruction sets; libtorch's own layers are used then.
const Kernels* kernels_for(int64_t hidden);

// Writes B (depth x columns, by strides) into panels; panels [first, last) only.
void pack_panels(const float* b, int64_t row_stride, int64_t column_stride, int64_t depth, int64_t columns, int64_t panel, float* packed, int64_t first, int64_t last);

}  // namespace mgt
