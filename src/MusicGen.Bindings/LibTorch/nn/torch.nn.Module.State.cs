using System.Runtime.CompilerServices;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>Parameters and persistent buffers by name; the tensors are the live ones.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var lead = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (name, parameter, _) in _parameters.Select(entry => (entry.Name, (Tensor)entry.Value, true)).Concat(_buffers.Where(entry => entry.Persistent)))
                {
                    destination.TryAdd(lead + name, parameter);
                }

                foreach (var (name, module) in _modules)
                {
                    module.state_dict(destination, lead + name);
                }

                return destination;
            }

            /// <exception cref="InvalidOperationException">Strict, and the names differ.</exception>
            /// <exception cref="ArgumentException">A shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var own = state_dict();
                var missing = own.Keys.Where(name => !source.ContainsKey(name) && skip?.Contains(name) != true).ToList();
                var unexpected = source.Keys.Where(name => !own.ContainsKey(name) && skip?.Contains(name) != true).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary: "
                        + $"missing [{string.Join(", ", missing)}], unexpected [{string.Join(", ", unexpected)}].");
                }

                using var quiet = no_grad();
                foreach (var (name, tensor) in own)
                {
                    if (source.TryGetValue(name, out var given) && skip?.Contains(name) != true)
                    {
                        RequireShape(name, tensor.shape, given.shape);
                        tensor.copy_(given).Dispose();
                    }
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using var stream = File.Create(location);
                return save(stream, skip);
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return save(writer, skip);
            }

            /// <summary>Writes count, and per entry name, element type, shape and raw bytes; integers are LEB128.</summary>
            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(entry => skip?.Contains(entry.Key) != true).ToList();
                writer.Encode(kept.Count);
                foreach (var (name, tensor) in kept)
                {
                    writer.WriteName(name);
                    writer.WriteTensor(tensor);
                }
            }

            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="ArgumentException">Count, names, types or shapes differ from this module's.</exception>
            /// <exception cref="EndOfStreamException">The file is cut short.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                {
                    throw new FileNotFoundException($"A saved module was expected at '{location}', but there is no such file.", location);
                }

                using var stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var own = state_dict();
                var expected = own.Keys.Count(name => skip?.Contains(name) != true);
                var count = reader.Decode();
                if (strict && count != expected)
                {
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {expected}, but found {count} entries.");
                }

                var loaded = loadedParameters ?? [];
                for (var i = 0L; i < count; i++)
                {
                    LoadEntry(reader, own, strict, skip, loaded);
                }

                return this;
            }

            private void LoadEntry(BinaryReader reader, Dictionary<string, Tensor> own, bool strict, IList<string>? skip, Dictionary<string, bool> loaded)
            {
                var name = reader.ReadName();
                var (type, shape) = reader.ReadTensorHeader();
                var known = own.TryGetValue(name, out var tensor);
                if (!known && strict)
                {
                    throw new ArgumentException($"Mismatched module state names: the target module does not have a submodule or buffer named '{name}'.");
                }

                if (!known || skip?.Contains(name) == true)
                {
                    using var passed = empty(shape, type, CPU);
                    passed.ReadBytesFromStream(reader.BaseStream);
                    loaded[name] = false;
                    return;
                }

                RequireShape(name, tensor!.shape, shape);
                if (type == tensor.dtype)
                {
                    tensor.ReadBytesFromStream(reader.BaseStream);
                }
                else
                {
                    using var quiet = no_grad();
                    using var read = empty(shape, type, CPU);
                    read.ReadBytesFromStream(reader.BaseStream);
                    tensor.copy_(read).Dispose();
                }

                loaded[name] = true;
            }

            private static void RequireShape(string name, long[] expected, long[] found, [CallerMemberName] string caller = "")
            {
                if (!expected.AsSpan().SequenceEqual(found))
                {
                    throw new ArgumentException($"Mismatched tensor shape in {caller}: '{name}' expected [{string.Join(", ", expected)}], but found [{string.Join(", ", found)}].");
                }
            }
        }
    }
}
