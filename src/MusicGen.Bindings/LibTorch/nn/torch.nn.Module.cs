using System.Reflection;
using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>Networks: modules, their parameters, and the factories of the layers.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network: named parameters, buffers and further modules, in the order of their registration.</summary>
        /// <remarks>Single-threaded for writes; forward passes in evaluation mode may come from several threads.</remarks>
        public abstract partial class Module : IDisposable
        {
            private readonly List<(string Name, Parameter Value)> _parameters = [];
            private readonly List<(string Name, Tensor Value, bool Persistent)> _buffers = [];
            private readonly List<(string Name, Module Value)> _modules = [];
            private readonly string _name;
            private bool _training = true;
            private bool _disposed;

            protected Module(string name) => _name = name;

            public virtual bool training => _training;

            public virtual string GetName() => _name;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in _modules)
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, module) in _modules)
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true) => ZeroGradients(parameters(), set_to_none);

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                foreach (var (name, parameter) in _parameters)
                {
                    yield return (name, parameter);
                }

                if (!recurse)
                {
                    yield break;
                }

                var seen = new HashSet<Parameter>(_parameters.Select(entry => entry.Value), ReferenceEqualityComparer.Instance);
                foreach (var (prefix, module) in _modules)
                {
                    foreach (var (name, parameter) in module.named_parameters())
                    {
                        if (seen.Add(parameter))
                        {
                            yield return ($"{prefix}.{name}", parameter);
                        }
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(entry => entry.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach (var (name, buffer, persistent) in _buffers)
                {
                    if (persistent || include_nonpersistent)
                    {
                        yield return (name, buffer);
                    }
                }

                foreach (var (prefix, module) in recurse ? _modules : [])
                {
                    foreach (var (name, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        yield return ($"{prefix}.{name}", buffer);
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true)
                => named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _modules.Select(entry => (entry.Name, entry.Value));

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (prefix, module) in _modules)
                {
                    yield return (prefix, module);
                    foreach (var (name, inner) in module.named_modules())
                    {
                        yield return ($"{prefix}.{name}", inner);
                    }
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public virtual IEnumerable<Module> children() => _modules.Select(entry => entry.Value);

            public virtual bool has_parameter(string target) => named_parameters().Any(entry => entry.name == target);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(entry => entry.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(entry => entry.name == target).buffer;

            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter? param)
            {
                if (param is not null)
                {
                    RequireFree(name);
                    param.DetachFromDisposeScope();
                    _parameters.Add((name, param));
                }
            }

            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor? tensor, bool persistent = true)
            {
                if (tensor is not null)
                {
                    RequireFree(name);
                    tensor.DetachFromDisposeScope();
                    _buffers.Add((name, tensor, persistent));
                }
            }

            /// <exception cref="InvalidOperationException">The name is taken, or the module is not given.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                RequireFree(name);
                _modules.Add((name, submodule));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers every field that holds a module, parameter or tensor under the field's name; the last line of a module's constructor.</summary>
            protected virtual void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    var name = field.Name;
                    if (IsRegistered(name))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(name, tensor);
                            break;
                    }
                }
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                {
                    return;
                }

                _disposed = true;
                foreach (var (_, module) in _modules)
                {
                    module.Dispose();
                }

                foreach (var (_, parameter) in _parameters)
                {
                    parameter.Dispose();
                }

                foreach (var (_, buffer, _) in _buffers)
                {
                    buffer.Dispose();
                }
            }

            /// <summary>Puts another parameter under a name that a layer's property sets.</summary>
            protected void ReplaceParameter(string name, Parameter? value)
            {
                var index = _parameters.FindIndex(entry => entry.Name == name);
                if (index >= 0)
                {
                    _parameters.RemoveAt(index);
                }

                if (value is not null)
                {
                    value.DetachFromDisposeScope();
                    _parameters.Insert(index < 0 ? _parameters.Count : index, (name, value));
                }
            }

            /// <summary>Moves everything the module holds; the objects stay the same, the memory under them changes.</summary>
            internal void Move(Device? device, ScalarType? type, bool non_blocking)
            {
                if (device is not null)
                {
                    InitializeDeviceType(device.type);
                }

                using var quiet = no_grad();
                foreach (var tensor in parameters().Concat(buffers()))
                {
                    var target = type is not null && IsFloating(tensor.dtype) ? type.Value : tensor.dtype;
                    using var moved = tensor.to(target, device ?? tensor.device, non_blocking: non_blocking);
                    using var gradient = tensor.grad;
                    if (gradient is not null)
                    {
                        using var movedGradient = gradient.to(target, device ?? tensor.device, non_blocking: non_blocking);
                        tensor.grad = null;
                        tensor.SetData(moved);
                        tensor.grad = movedGradient;
                    }
                    else
                    {
                        tensor.SetData(moved);
                    }
                }
            }

            private bool IsRegistered(string name)
                => _parameters.Exists(entry => entry.Name == name) || _buffers.Exists(entry => entry.Name == name) || _modules.Exists(entry => entry.Name == name);

            private void RequireFree(string name)
            {
                if (IsRegistered(name))
                {
                    throw new InvalidOperationException($"The name '{name}' is registered already in module '{_name}'; names must differ.");
                }
            }
        }

        internal static void ZeroGradients(IEnumerable<Parameter> parameters, bool setToNone)
        {
            var list = parameters as IReadOnlyCollection<Parameter> ?? [.. parameters];
            var handles = HandlesOf(list);
            fixed (nint* first = handles)
            {
                Shim.Check(Shim.ZeroGrads(first, handles.Length, setToNone ? 1 : 0));
            }

            GC.KeepAlive(list);
        }
    }
}
