using System.Text;

namespace MusicGen.Bindings.LibTorch;

public static unsafe partial class torch
{
    /// <summary>Writes one tensor: element type, shape, raw bytes.</summary>
    public static void save(Tensor t, string location)
    {
        using var writer = new BinaryWriter(File.Create(location), Encoding.UTF8);
        writer.WriteTensor(t);
    }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Tensor load(string location)
    {
        if (!File.Exists(location))
        {
            throw new FileNotFoundException($"A saved tensor was expected at '{location}', but there is no such file.", location);
        }

        using var reader = new BinaryReader(File.OpenRead(location), Encoding.UTF8);
        return reader.ReadTensor();
    }
}
