using MusicGen.Bindings.Alsa;

namespace MusicGen.Edge;

/// <summary>The adapter over raw ALSA MIDI for instruments that the box plays: finds a port by what a person calls it, and opens it.</summary>
internal static class RawMidiOutputs
{
    /// <summary>Opens the port of a name.</summary>
    /// <param name="systemRoot">Root of the machine's files; <c>/</c> on a real one.</param>
    /// <param name="name">Name of the port, id of its card or path of its file; else a part of the name.</param>
    /// <returns>Null where there is none of that name now.</returns>
    /// <exception cref="IOException">It is busy or not permitted.</exception>
    public static IMidiOutput? Open(string systemRoot, string name)
    {
        var ports = new RawMidiPortList(Path.Combine(systemRoot, "dev/snd"), Path.Combine(systemRoot, "proc/asound")).Read().Where(port => port.HasOutput).ToList();
        foreach (var isMeant in (Func<RawMidiPort, bool>[])[port => IsExactly(port, name), port => port.Name?.Contains(name, StringComparison.OrdinalIgnoreCase) == true])
        {
            foreach (var port in ports)
                if (isMeant(port)) return new Output(RawMidiOutput.Open(port.Path), port.Name ?? port.Path);
        }

        return null;
    }

    private static bool IsExactly(RawMidiPort port, string name) =>
        name == port.Path
        || string.Equals(name, Path.GetFileName(port.Path), StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, port.Name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, port.CardId, StringComparison.OrdinalIgnoreCase);

    private sealed class Output(RawMidiOutput output, string name) : IMidiOutput
    {
        public string Name => name;

        public bool IsGone() => output.IsGone();

        public int Write(ReadOnlySpan<byte> bytes) => output.Write(bytes);

        public void Dispose() => output.Dispose();
    }
}
