// Calls any operator of libtorch by its schema name. Names and argument orders of schemas are what libtorch keeps
// stable over versions (its C++ signatures are not), so one source fits 1.13 to today.
#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>

namespace {

enum Tag : int64_t {
    kNone, kTensor, kInt, kDouble, kBool, kInts, kTensors, kDevice, kString, kDoubles, kGenerator, kOptionalTensors
};

struct Argument {
    int64_t tag;
    union {
        int64_t integer;
        double real;
        const void* pointer;
    };
    int64_t count;
};

struct Operator {
    c10::OperatorHandle handle;
    std::vector<bool> is_float;          // arguments declared float take integers only after conversion
    std::vector<c10::IValue> defaults;
    std::vector<bool> has_default;
};

// libtorch's own optional before 2.5, the standard library's since; its signatures say which.
template <template <class...> class Template, class Value>
Template<at::Tensor> tensor_in_same_optional(const Template<Value>&);
using OptionalTensor = decltype(tensor_in_same_optional(std::declval<c10::TensorOptions>().device_opt()));

c10::List<OptionalTensor> optional_tensors(const Argument& argument) {
    c10::List<OptionalTensor> list;
    auto handles = static_cast<mgt::Handle const*>(argument.pointer);
    for (int64_t i = 0; i < argument.count; i++) {
        if (handles[i] == nullptr) {
            list.push_back(OptionalTensor());
        } else {
            list.push_back(OptionalTensor(mgt::borrow(handles[i])));
        }
    }
    return list;
}

c10::IValue to_value(const Argument& argument, bool is_float) {
    switch (argument.tag) {
        case kNone: return c10::IValue();
        case kTensor: return c10::IValue(mgt::borrow(const_cast<void*>(argument.pointer)));
        case kInt: return is_float ? c10::IValue(static_cast<double>(argument.integer)) : c10::IValue(argument.integer);
        case kDouble: return c10::IValue(argument.real);
        case kBool: return c10::IValue(argument.integer != 0);
        case kInts: {
            auto values = static_cast<const int64_t*>(argument.pointer);
            return c10::IValue(std::vector<int64_t>(values, values + argument.count));
        }
        case kDoubles: {
            auto values = static_cast<const double*>(argument.pointer);
            return c10::IValue(std::vector<double>(values, values + argument.count));
        }
        case kTensors: {
            auto handles = static_cast<mgt::Handle const*>(argument.pointer);
            std::vector<at::Tensor> tensors;
            tensors.reserve(argument.count);
            for (int64_t i = 0; i < argument.count; i++) {
                tensors.push_back(mgt::borrow(handles[i]));
            }
            return c10::IValue(std::move(tensors));
        }
        case kDevice:
            return c10::IValue(c10::Device(static_cast<c10::DeviceType>(argument.integer), static_cast<c10::DeviceIndex>(argument.count)));
        case kString: return c10::IValue(std::string(static_cast<const char*>(argument.pointer), argument.count));
        case kGenerator: return c10::IValue(*static_cast<const at::Generator*>(argument.pointer));
        case kOptionalTensors: return c10::IValue(optional_tensors(argument));
    }
    TORCH_CHECK(false, "argument tag ", argument.tag, " is unknown to the shim");
}

void append(std::vector<void*>& results, c10::IValue&& value) {
    if (value.isTensor()) {
        results.push_back(mgt::release(std::move(value).toTensor()));
    } else if (value.isTensorList()) {
        for (at::Tensor tensor : value.toTensorVector()) {
            results.push_back(mgt::release(std::move(tensor)));
        }
    } else if (value.isBool()) {
        results.push_back(reinterpret_cast<void*>(static_cast<intptr_t>(value.toBool())));
    } else if (value.isInt()) {
        results.push_back(reinterpret_cast<void*>(static_cast<intptr_t>(value.toInt())));
    } else {
        results.push_back(nullptr);
    }
}

}  // namespace

// null when this libtorch has no such operator.
MGT_EXPORT void* mgt_find(const char* name, const char* overload) {
    try {
        auto found = c10::Dispatcher::singleton().findSchema({name, overload});
        if (!found) {
            return nullptr;
        }
        auto* op = new Operator{*found, {}, {}, {}};
        for (const auto& argument : found->schema().arguments()) {
            auto type = argument.type();
            if (auto optional = type->cast<c10::OptionalType>()) {
                type = optional->getElementType();
            }
            op->is_float.push_back(type->kind() == c10::TypeKind::FloatType);
            auto fallback = argument.default_value();
            op->has_default.push_back(static_cast<bool>(fallback));
            op->defaults.push_back(fallback ? *fallback : c10::IValue());
        }
        return op;
    } catch (...) {
        return nullptr;
    }
}

// Results stay valid until this thread's next call.
MGT_EXPORT int mgt_call(void* handle, const Argument* arguments, int count, void*** results, int64_t* result_count) {
    return mgt::guarded([&] {
        static thread_local std::vector<void*> produced;
        auto& op = *static_cast<Operator*>(handle);
        size_t declared = op.defaults.size();
        TORCH_CHECK(static_cast<size_t>(count) <= declared, op.handle.schema().name(), " takes ", declared, " arguments, not ", count);

        torch::jit::Stack stack;
        stack.reserve(declared);
        for (int i = 0; i < count; i++) {
            stack.push_back(to_value(arguments[i], op.is_float[i]));
        }
        for (size_t i = count; i < declared; i++) {
            TORCH_CHECK(op.has_default[i], op.handle.schema().name(), " needs argument ", op.handle.schema().arguments()[i].name());
            stack.push_back(op.defaults[i]);
        }

        op.handle.callBoxed(stack);

        produced.clear();
        for (auto& value : stack) {
            append(produced, std::move(value));
        }
        *results = produced.data();
        *result_count = static_cast<int64_t>(produced.size());
    });
}
