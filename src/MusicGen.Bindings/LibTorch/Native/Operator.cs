using System.Runtime.InteropServices;
using System.Text;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch;

/// <summary>One libtorch operator, found by schema name on first use and called through the shim.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed unsafe class Operator(string name, string overload = "")
{
    private const int ScratchLimit = 256;

    private nint _handle;

    /// <summary>Whether the libtorch at hand has this operator.</summary>
    internal bool Exists => Find() != 0;

    /// <summary>Calls an operator that yields one tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Argument> arguments)
    {
        long count;
        return new Tensor(*Invoke(arguments, &count));
    }

    /// <summary>Calls an operator that yields two tensors.</summary>
    internal (Tensor, Tensor) CallPair(params ReadOnlySpan<Argument> arguments)
    {
        long count;
        var results = Invoke(arguments, &count);
        nint first = results[0], second = results[1];
        return (new Tensor(first), new Tensor(second));
    }

    /// <summary>Calls an operator that yields any number of tensors.</summary>
    internal Tensor[] CallMany(params ReadOnlySpan<Argument> arguments)
    {
        long count;
        var results = Invoke(arguments, &count);
        var tensors = new Tensor[count];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Tensor(results[i]);
        }

        return tensors;
    }

    /// <summary>Calls an operator that yields a truth value.</summary>
    internal bool CallBool(params ReadOnlySpan<Argument> arguments)
    {
        long count;
        return *Invoke(arguments, &count) != 0;
    }

    private nint Find()
    {
        if (_handle == 0)
        {
            Shim.Require();
            fixed (byte* text = Encoding.UTF8.GetBytes("aten::" + name + '\0'), variant = Encoding.UTF8.GetBytes(overload + '\0'))
            {
                _handle = Shim.Find(text, variant);
            }
        }

        return _handle;
    }

    private nint* Invoke(ReadOnlySpan<Argument> arguments, long* count)
    {
        var handle = Find();
        if (handle == 0)
        {
            throw new NotSupportedException($"The installed libtorch has no operator 'aten::{name}' (variant '{overload}'); libtorch 1.13 or newer is expected.");
        }

        var length = 0L;
        foreach (ref readonly var argument in arguments)
        {
            // A UTF-16 character becomes at most three bytes.
            length += argument.Tag is Argument.StringTag ? argument.Count * 3 / 8 + 1 : argument.Held is Array ? argument.Count : 0;
        }

        var native = stackalloc NativeArgument[arguments.Length];
        if (length <= ScratchLimit)
        {
            var scratch = stackalloc long[(int)length + 1];
            return Run(handle, arguments, native, scratch, count);
        }

        fixed (long* scratch = new long[length])
        {
            return Run(handle, arguments, native, scratch, count);
        }
    }

    private static nint* Run(nint handle, ReadOnlySpan<Argument> arguments, NativeArgument* native, long* scratch, long* count)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            ref readonly var argument = ref arguments[i];
            native[i] = new NativeArgument { Tag = argument.Tag, Bits = argument.Bits, Count = argument.Count };
            if (argument.Held is Array || argument.Tag == Argument.StringTag)
            {
                native[i].Bits = (long)scratch;
                scratch += Store(argument, scratch, ref native[i].Count);
            }
        }

        nint* results;
        var failed = Shim.Call(handle, native, arguments.Length, &results, count);
        foreach (ref readonly var argument in arguments)
        {
            GC.KeepAlive(argument.Held);
        }

        Shim.Check(failed);
        return results;
    }

    private static long Store(in Argument argument, long* scratch, ref long count)
    {
        switch (argument.Held)
        {
            case long[] numbers:
                numbers.CopyTo(new Span<long>(scratch, numbers.Length));
                return numbers.Length;
            case string text:
                count = Encoding.UTF8.GetBytes(text, new Span<byte>(scratch, text.Length * 3));
                return (count + 7) / 8;
            case Tensor?[] tensors:
                for (var i = 0; i < tensors.Length; i++)
                {
                    scratch[i] = tensors[i]?.Handle ?? 0;
                }

                return tensors.Length;
            default:
                throw new ArgumentException($"An operator argument of type {argument.Held?.GetType()} was given; a list of numbers or tensors is expected.");
        }
    }
}
