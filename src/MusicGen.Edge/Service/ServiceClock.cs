using System.Globalization;

namespace MusicGen.Edge;

/// <summary>How long this program and the kernel have run, from the kernel's files: right even where the clock jumps by years, as on boards without a battery.</summary>
internal sealed class ServiceClock(string systemRoot)
{
    // USER_HZ, 100 on every architecture .NET runs on.
    private const double TicksASecond = 100;

    // proc(5): field 22 of stat, counted here from after the parenthesis that closes the program's name, which is field 2.
    private const int StartTimeAfterName = 19;

    /// <summary>Both times, or null where the kernel does not tell.</summary>
    public (double SinceStartSeconds, double SinceBootSeconds)? Read()
    {
        try
        {
            var uptime = double.Parse(File.ReadAllText(PathOf("uptime")).Split(' ')[0], CultureInfo.InvariantCulture);
            var stat = File.ReadAllText(PathOf("self/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (uptime - double.Parse(fields[StartTimeAfterName], CultureInfo.InvariantCulture) / TicksASecond, uptime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private string PathOf(string file) => Path.Combine(systemRoot, "proc", file);
}
