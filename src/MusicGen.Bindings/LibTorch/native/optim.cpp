// The optimisers: one call steps the whole parameter list. On the CPU in float32 each parameter is updated in one fused
// pass over memory; anything else (CUDA, half precision) goes through in-place tensor operations.
#include "shim.h"

#include <ATen/Parallel.h>
#include <cmath>

using mgt::Handle;

namespace {

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define MGT_VECTORISED __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define MGT_VECTORISED
#endif

enum Kind : int { kAdam, kAdamW, kSgd };

enum Option : int { kRate, kBeta1, kBeta2, kEpsilon, kDecay, kAmsgrad, kMaximize, kMomentum, kDampening, kNesterov, kOptionCount };

enum Slot : int { kFirst, kSecond, kMaximum, kSlotCount };  // exp_avg or momentum buffer, exp_avg_sq, its maximum

struct Entry {
    at::Tensor parameter;
    at::Tensor slots[kSlotCount];
    int64_t step = 0;
};

struct Group {
    double options[kOptionCount];
    std::vector<Entry> entries;

    bool on(Option option) const { return options[option] != 0; }
};

struct Optimizer {
    Kind kind;
    std::vector<Group> groups;
};

struct AdamFactors {
    float beta1, take1, beta2, take2, epsilon, coupled_decay, shrink, rate, root_correction, sign;  // take = 1 - beta, rounded once
};

MGT_VECTORISED
void adam_range(float* p, const float* g, float* m, float* v, int64_t count, AdamFactors f) {
    for (int64_t i = 0; i < count; i++) {
        float parameter = p[i] * f.shrink;
        float gradient = g[i] * f.sign + f.coupled_decay * p[i];
        float first = f.beta1 * m[i] + f.take1 * gradient;
        float second = f.beta2 * v[i] + f.take2 * gradient * gradient;
        m[i] = first;
        v[i] = second;
        p[i] = parameter - f.rate * first / (std::sqrt(second) * f.root_correction + f.epsilon);
    }
}

MGT_VECTORISED
void sgd_range(float* p, const float* g, float* buffer, int64_t count, float rate, float momentum, float keep, float decay, float sign, bool nesterov) {
    for (int64_t i = 0; i < count; i++) {
        float gradient = g[i] * sign + decay * p[i];
        float velocity = momentum * buffer[i] + keep * gradient;
        buffer[i] = velocity;
        p[i] -= rate * (nesterov ? gradient + momentum * velocity : velocity);
    }
}

MGT_VECTORISED
double sum_of_squares(const float* values, int64_t count) {
    double total = 0;
    for (int64_t start = 0; start < count; start += 4096) {
        float lanes[16] = {};
        int64_t end = std::min(start + 4096, count);
        int64_t i = start;
        for (; i + 16 <= end; i += 16) {
            for (int lane = 0; lane < 16; lane++) {
                lanes[lane] += values[i + lane] * values[i + lane];
            }
        }
        for (; i < end; i++) {
            lanes[0] += values[i] * values[i];
        }
        for (float lane : lanes) {
            total += lane;
        }
    }
    return total;
}

bool is_plain(const at::Tensor& tensor) {
    return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.is_contiguous() && tensor.layout() == at::kStrided;
}

constexpr int64_t kGrain = 32768;

void adam_fused(Entry& entry, const at::Tensor& gradient, const AdamFactors& factors) {
    auto* p = entry.parameter.data_ptr<float>();
    auto* g = gradient.data_ptr<float>();
    auto* m = entry.slots[kFirst].data_ptr<float>();
    auto* v = entry.slots[kSecond].data_ptr<float>();
    at::parallel_for(0, entry.parameter.numel(), kGrain, [&](int64_t begin, int64_t end) {
        adam_range(p + begin, g + begin, m + begin, v + begin, end - begin, factors);
    });
}

void adam_step(Group& group, Entry& entry, at::Tensor gradient, bool decoupled) {
    auto& parameter = entry.parameter;
    for (int slot = kFirst; slot <= (group.on(kAmsgrad) ? kMaximum : kSecond); slot++) {
        if (!entry.slots[slot].defined()) {
            entry.slots[slot] = at::zeros_like(parameter);
        }
    }
    entry.step++;
    const double* o = group.options;
    double rate = o[kRate] / (1.0 - std::pow(o[kBeta1], entry.step));
    double root_correction = 1.0 / std::sqrt(1.0 - std::pow(o[kBeta2], entry.step));
    double shrink = decoupled ? 1.0 - o[kRate] * o[kDecay] : 1.0;
    double coupled = decoupled ? 0.0 : o[kDecay];

    if (!group.on(kAmsgrad) && is_plain(parameter) && is_plain(gradient) && is_plain(entry.slots[kFirst]) && is_plain(entry.slots[kSecond])) {
        adam_fused(entry, gradient, {float(o[kBeta1]), float(1.0 - o[kBeta1]), float(o[kBeta2]), float(1.0 - o[kBeta2]), float(o[kEpsilon]), float(coupled), float(shrink), float(rate),
                                     float(root_correction), group.on(kMaximize) ? -1.0f : 1.0f});
        return;
    }

    if (group.on(kMaximize)) {
        gradient = gradient.neg();
    }
    if (coupled != 0) {
        gradient = gradient.add(parameter, coupled);
    }
    if (shrink != 1) {
        parameter.mul_(shrink);
    }
    entry.slots[kFirst].mul_(o[kBeta1]).add_(gradient, 1.0 - o[kBeta1]);
    entry.slots[kSecond].mul_(o[kBeta2]).addcmul_(gradient, gradient, 1.0 - o[kBeta2]);
    at::Tensor second = entry.slots[kSecond];
    if (group.on(kAmsgrad)) {
        entry.slots[kMaximum].copy_(at::max(entry.slots[kMaximum], second));
        second = entry.slots[kMaximum];
    }
    parameter.addcdiv_(entry.slots[kFirst], second.sqrt().mul_(root_correction).add_(o[kEpsilon]), -rate);
}

void sgd_step(Group& group, Entry& entry, at::Tensor gradient) {
    auto& parameter = entry.parameter;
    const double* o = group.options;
    bool first = !entry.slots[kFirst].defined();
    if (first && o[kMomentum] != 0) {
        entry.slots[kFirst] = at::zeros_like(parameter);
    }
    entry.step++;
    double keep = first ? 1.0 : 1.0 - o[kDampening];  // the first step takes the whole gradient

    if (o[kMomentum] != 0 && is_plain(parameter) && is_plain(gradient) && is_plain(entry.slots[kFirst])) {
        auto* p = parameter.data_ptr<float>();
        auto* g = gradient.data_ptr<float>();
        auto* buffer = entry.slots[kFirst].data_ptr<float>();
        at::parallel_for(0, parameter.numel(), kGrain, [&](int64_t begin, int64_t end) {
            sgd_range(p + begin, g + begin, buffer + begin, end - begin, float(o[kRate]), float(o[kMomentum]), float(keep), float(o[kDecay]),
                      group.on(kMaximize) ? -1.0f : 1.0f, group.on(kNesterov));
        });
        return;
    }

    if (group.on(kMaximize)) {
        gradient = gradient.neg();
    }
    if (o[kDecay] != 0) {
        gradient = gradient.add(parameter, o[kDecay]);
    }
    if (o[kMomentum] != 0) {
        entry.slots[kFirst].mul_(o[kMomentum]).add_(gradient, keep);
        gradient = group.on(kNesterov) ? gradient.add(entry.slots[kFirst], o[kMomentum]) : entry.slots[kFirst];
    }
    parameter.add_(gradient, -o[kRate]);
}

Entry& entry_at(void* optimizer, int64_t group, int64_t index) {
    return static_cast<Optimizer*>(optimizer)->groups.at(group).entries.at(index);
}

double norm_of(const std::vector<at::Tensor>& gradients, double norm_type) {
    if (norm_type != 2.0 || !std::all_of(gradients.begin(), gradients.end(), is_plain)) {
        std::vector<at::Tensor> norms;
        for (const auto& gradient : gradients) {
            norms.push_back(at::norm(gradient.detach(), norm_type).to(at::kFloat));
        }
        for (auto& norm : norms) {
            norm = norm.to(norms[0].device());
        }
        return at::norm(at::stack(norms), norm_type).item<double>();
    }
    double total = 0;
    for (const auto& gradient : gradients) {
        const float* values = gradient.data_ptr<float>();
        // Fixed pieces: the sum does not depend on how many threads there are.
        int64_t pieces = (gradient.numel() + kGrain - 1) / kGrain;
        std::vector<double> sums(pieces);
        at::parallel_for(0, pieces, 1, [&](int64_t begin, int64_t end) {
            for (int64_t piece = begin; piece < end; piece++) {
                sums[piece] = sum_of_squares(values + piece * kGrain, std::min(kGrain, gradient.numel() - piece * kGrain));
            }
        });
        for (double sum : sums) {
            total += sum;
        }
    }
    return std::sqrt(total);
}

std::vector<at::Tensor> gradients_of(const Handle* handles, int64_t count) {
    std::vector<at::Tensor> gradients;
    for (int64_t i = 0; i < count; i++) {
        at::Tensor gradient = mgt::borrow(handles[i]).grad();
        if (gradient.defined()) {
            gradients.push_back(gradient);
        }
    }
    return gradients;
}

}  // namespace

MGT_EXPORT void* mgt_optim_new(int kind) {
    return new Optimizer{static_cast<Kind>(kind), {}};
}

MGT_EXPORT void mgt_optim_free(void* optimizer) {
    mgt::guarded([&] { delete static_cast<Optimizer*>(optimizer); });
}

MGT_EXPORT int mgt_optim_add_group(void* optimizer, const Handle* parameters, int64_t count, const double* options) {
    return mgt::guarded([&] {
        Group group;
        std::copy_n(options, static_cast<int>(kOptionCount), group.options);
        for (int64_t i = 0; i < count; i++) {
            Entry entry;
            entry.parameter = mgt::borrow(parameters[i]);
            group.entries.push_back(std::move(entry));
        }
        static_cast<Optimizer*>(optimizer)->groups.push_back(std::move(group));
    });
}

MGT_EXPORT int mgt_optim_set_option(void* optimizer, int64_t group, int option, double value) {
    return mgt::guarded([&] { static_cast<Optimizer*>(optimizer)->groups.at(group).options[option] = value; });
}

MGT_EXPORT int mgt_optim_step(void* optimizer) {
    return mgt::guarded([&] {
        at::NoGradGuard no_grad;
        auto& self = *static_cast<Optimizer*>(optimizer);
        for (auto& group : self.groups) {
            for (auto& entry : group.entries) {
                at::Tensor gradient = entry.parameter.grad();
                if (!gradient.defined()) {
                    continue;
                }
                if (self.kind == kSgd) {
                    sgd_step(group, entry, gradient);
                } else {
                    adam_step(group, entry, gradient, self.kind == kAdamW);
                }
                if (is_plain(entry.parameter)) {
                    entry.parameter.unsafeGetTensorImpl()->bump_version();  // the fused pass went behind autograd's back
                }
            }
        }
    });
}

MGT_EXPORT int mgt_optim_state(void* optimizer, int64_t group, int64_t index, int slot, Handle* state, int64_t* step) {
    return mgt::guarded([&] {
        auto& entry = entry_at(optimizer, group, index);
        *state = mgt::release(at::Tensor(entry.slots[slot]));
        *step = entry.step;
    });
}

MGT_EXPORT int mgt_optim_set_state(void* optimizer, int64_t group, int64_t index, int slot, Handle state, int64_t step) {
    return mgt::guarded([&] {
        auto& entry = entry_at(optimizer, group, index);
        auto given = mgt::borrow(state);
        if (given.defined()) {
            TORCH_CHECK(given.sizes() == entry.parameter.sizes(), "optimiser state of shape ", entry.parameter.sizes(), " expected, found ", given.sizes());
            given = given.detach().to(entry.parameter.device(), entry.parameter.scalar_type(), false, true);
        }
        entry.slots[slot] = given;
        entry.step = step;
    });
}

// After the parameters moved to another device.
MGT_EXPORT int mgt_optim_to(void* optimizer, int device_type, int index) {
    return mgt::guarded([&] {
        c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(index));
        for (auto& group : static_cast<Optimizer*>(optimizer)->groups) {
            for (auto& entry : group.entries) {
                for (auto& slot : entry.slots) {
                    if (slot.defined()) {
                        slot = slot.to(device);
                    }
                }
            }
        }
    });
}

MGT_EXPORT int mgt_clip_grad_norm(const Handle* handles, int64_t count, double max_norm, double norm_type, double* total) {
    return mgt::guarded([&] {
        at::NoGradGuard no_grad;
        auto gradients = gradients_of(handles, count);
        *total = gradients.empty() ? 0.0 : norm_of(gradients, norm_type);
        double scale = max_norm / (*total + 1e-6);
        if (scale < 1.0 || std::isnan(scale)) {
            for (auto& gradient : gradients) {
                gradient.mul_(scale);
            }
        }
    });
}

MGT_EXPORT int mgt_clip_grad_value(const Handle* handles, int64_t count, double limit) {
    return mgt::guarded([&] {
        at::NoGradGuard no_grad;
        for (auto& gradient : gradients_of(handles, count)) {
            gradient.clamp_(-limit, limit);
        }
    });
}
