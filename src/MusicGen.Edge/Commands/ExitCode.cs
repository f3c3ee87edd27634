namespace MusicGen.Edge;

/// <summary>What the program tells its caller when it ends.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed while at it; another try may work.</summary>
    public const int Failed = 1;

    /// <summary>Asked for something that there is not: a wrong option, an unknown preset.</summary>
    public const int Usage = 2;

    /// <summary>The installation or configuration is at fault; starting again cannot help (EX_CONFIG).</summary>
    public const int Configuration = 78;

    /// <summary>Interrupted before a finite job was done.</summary>
    public const int Interrupted = 130;
}
