namespace MusicGen.Bindings.FluidSynth;

/// <summary>One instrument of a SoundFont, chosen by bank (128 = percussion) and patch (program 0–127).</summary>
public sealed class Preset
{
    internal Preset(string name, int patchNumber, int bankNumber)
    {
        Name = name;
        PatchNumber = patchNumber;
        BankNumber = bankNumber;
    }

    public string Name { get; }

    public int PatchNumber { get; }

    public int BankNumber { get; }

    public override string ToString() => Name;
}
