using System.Text;
using MusicGen.Bindings.LibTorch.Modules;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class optim
    {
        /// <summary>An optimiser whose state lives in the shim: one native call per step, and a state that can be saved.</summary>
        /// <remarks>Single-threaded.</remarks>
        public abstract class OptimizerHelper : Optimizer
        {
            internal const int Rate = 0, Beta1 = 1, Beta2 = 2, Epsilon = 3, Decay = 4, AmsGrad = 5, Maximize = 6, Momentum = 7, Dampening = 8, Nesterov = 9;
            internal const int OptionCount = 10;

            private const int SlotCount = 3;

            private readonly double[] _defaults;
            private readonly List<double[]> _options = [];
            private readonly List<Parameter> _all = [];

            internal OptimizerHelper(int kind, double[] defaults)
                : base(Create(kind)) => _defaults = defaults;

            public override IEnumerable<Parameter> parameters() => _all;

            public override void zero_grad() => nn.ZeroGradients(_all, setToNone: true);

            public override void add_param_group(ParamGroup param_group)
            {
                var options = (double[])_defaults.Clone();
                param_group.Fill(options);
                var parameters = param_group.Parameters.ToArray();
                fixed (nint* first = HandlesOf(parameters))
                fixed (double* values = options)
                {
                    Shim.Check(Shim.OptimizerAddGroup(Handle, first, parameters.Length, values));
                }

                GC.KeepAlive(parameters);
                param_group.Join(this, _options.Count, options);
                _options.Add(options);
                _parameter_groups.Add(param_group);
                _all.AddRange(parameters);
            }

            public void to(Device device) => Shim.Check(Shim.OptimizerTo(Handle, (int)device.type, device.NativeIndex));

            public void save_state_dict(string location)
            {
                using var stream = File.Create(location);
                using var writer = new BinaryWriter(stream, Encoding.UTF8);
                save_state_dict(writer);
            }

            public void load_state_dict(string location)
            {
                if (!File.Exists(location))
                {
                    throw new FileNotFoundException($"A saved optimiser was expected at '{location}', but there is no such file.", location);
                }

                using var stream = File.OpenRead(location);
                using var reader = new BinaryReader(stream, Encoding.UTF8);
                load_state_dict(reader);
            }

            /// <summary>Writes kind, settings per group, and per parameter its step count and moments.</summary>
            public void save_state_dict(BinaryWriter writer)
            {
                writer.WriteName(GetType().Name);
                writer.Encode(_options.Count);
                writer.Encode(_all.Count);
                for (var group = 0; group < _options.Count; group++)
                {
                    foreach (var option in _options[group])
                    {
                        writer.Write(option);
                    }

                    writer.Write(_parameter_groups[group].InitialLearningRate);
                    writer.Encode(_parameter_groups[group].Parameters.Count());
                    for (var index = 0; index < _parameter_groups[group].Parameters.Count(); index++)
                    {
                        SaveEntry(writer, group, index);
                    }
                }
            }

            /// <exception cref="ArgumentException">The state is another kind of optimiser's, or another network's.</exception>
            /// <exception cref="EndOfStreamException">The state is cut short.</exception>
            public void load_state_dict(BinaryReader reader)
            {
                var kind = reader.ReadName();
                var groups = reader.Decode();
                var count = reader.Decode();
                if (kind != GetType().Name || groups != _options.Count || count != _all.Count)
                {
                    throw new ArgumentException($"Mismatched optimiser state: expected {GetType().Name} with {_options.Count} groups and {_all.Count} parameters, "
                        + $"but found {kind} with {groups} groups and {count} parameters.");
                }

                for (var group = 0; group < groups; group++)
                {
                    LoadGroup(reader, group);
                }
            }

            internal void Set(int group, int option, double value)
            {
                _options[group][option] = value;
                Shim.Check(Shim.OptimizerSetOption(Handle, group, option, value));
            }

            private static nint Create(int kind)
            {
                Shim.Require();
                return Shim.OptimizerNew(kind);
            }

            private void LoadGroup(BinaryReader reader, int group)
            {
                var controller = _parameter_groups[group];
                for (var option = 0; option < OptionCount; option++)
                {
                    Set(group, option, reader.ReadDouble());
                }

                controller.LearningRate = _options[group][Rate];
                controller.InitialLearningRate = reader.ReadDouble();
                var expected = controller.Parameters.Count();
                var count = reader.Decode();
                if (count != expected)
                {
                    throw new ArgumentException($"Mismatched optimiser state: group {group} expected {expected} parameters, but found {count}.");
                }

                for (var index = 0; index < count; index++)
                {
                    LoadEntry(reader, group, index);
                }
            }

            private void SaveEntry(BinaryWriter writer, int group, int index)
            {
                for (var slot = 0; slot < SlotCount; slot++)
                {
                    nint state;
                    long step;
                    Shim.Check(Shim.OptimizerState(Handle, group, index, slot, &state, &step));
                    if (slot == 0)
                    {
                        writer.Encode(step);
                    }

                    writer.Write(state != 0);
                    if (state != 0)
                    {
                        using var tensor = new Tensor(state);
                        writer.WriteTensor(tensor);
                    }
                }
            }

            private void LoadEntry(BinaryReader reader, int group, int index)
            {
                var step = reader.Decode();
                var shape = _parameter_groups[group].Parameters.ElementAt(index).shape;
                for (var slot = 0; slot < SlotCount; slot++)
                {
                    using var tensor = reader.ReadBoolean() ? reader.ReadTensor() : null;
                    if (tensor is not null && !tensor.shape.AsSpan().SequenceEqual(shape))
                    {
                        throw new ArgumentException($"Mismatched optimiser state: parameter {index} of group {group} expected shape [{string.Join(", ", shape)}], "
                            + $"but found [{string.Join(", ", tensor.shape)}].");
                    }

                    Shim.Check(Shim.OptimizerSetState(Handle, group, index, slot, tensor?.Handle ?? 0, step));
                }
            }
        }
    }
}
