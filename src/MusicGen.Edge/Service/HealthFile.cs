using System.Globalization;
using System.Text;

namespace MusicGen.Edge;

/// <summary>
/// The file in the runtime folder that says how the running box is, one <c>key=value</c> per line; a deployment reads there
/// whether the new release plays. Complete or absent, never half.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class HealthFile(string folder)
{
    /// <summary>Name of the file in the runtime folder.</summary>
    public const string Name = "health";

    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private bool _isReported;

    /// <summary>Writes it anew.</summary>
    /// <param name="health">How the box is.</param>
    /// <param name="isReady">Whether every stage has moved.</param>
    /// <param name="silent">Stages that hang.</param>
    /// <param name="say">Receives one sentence the first time it cannot be written.</param>
    public void Write(in BoxHealth health, bool isReady, IReadOnlyList<string> silent, Action<string> say)
    {
        var text = new StringBuilder()
            .Append("process=").Append(Environment.ProcessId)
            .Append("\nready=").Append(isReady ? "yes" : "no")
            .Append("\ndoing=").Append(health.Doing)
            .Append("\nmodel=").Append(health.Model)
            .Append("\naudio=").Append(health.Output ?? "absent")
            .Append("\nnotes=").Append(health.PlayedNotes.ToString(CultureInfo.InvariantCulture))
            .Append("\nunderruns=").Append(health.Underruns.ToString(CultureInfo.InvariantCulture))
            .Append("\nfaults=").Append(health.FaultCount.ToString(CultureInfo.InvariantCulture))
            .Append("\nsilent=").AppendJoin(',', silent)
            .Append('\n').ToString();
        try
        {
            var path = Path.Combine(folder, Name);
            File.WriteAllText($"{path}.new", text);
            // Nothing in it is secret, and a technician who asks for the state is not the service's user; the unit's mask would shut him out.
            if (OperatingSystem.IsLinux()) File.SetUnixFileMode($"{path}.new", Readable);
            File.Move($"{path}.new", path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!_isReported) say($"the health file cannot be written, deployments will not see how the box is: {e.Message}");
            _isReported = true;
        }
    }
}
