namespace MusicGen.Edge;

/// <summary>The number by which a light tells which part of the box has a fault; deploy/wiring.md has the same table for the installer.</summary>
internal static class FaultNumber
{
    /// <summary>The number of what is not listed.</summary>
    public const int Other = 1;

    /// <summary>The number of a fault, by the area that its key begins with.</summary>
    public static int Of(Fault fault) => fault.Key.Split('.', '-', ':')[0] switch
    {
        "sound" or "audio" => 2,
        "model" or "composing" or "composer" => 3,
        "keyboard" or "keyboards" or "midi" => 4,
        "panel" => 5,
        "recording" or "recordings" or "disk" => 6,
        "page" or "network" => 7,
        "heat" or "power" or "temperature" => 8,
        _ => Other,
    };
}
