namespace MusicGen.Training;

/// <summary>The lines in which fields are shown: one for each, but fields of one stem that are counted, as the keys of a piano roll, share one.</summary>
internal static class FieldGroups
{
    /// <param name="names">Names of all fields, in order.</param>
    /// <returns>Name of each line, its first field and how many it stands for.</returns>
    public static IReadOnlyList<(string Name, int First, int Count)> Of(IReadOnlyList<string> names)
    {
        var groups = new List<(string Name, int First, int Count)>();
        for (int first = 0, count; first < names.Count; first += count)
        {
            var stem = StemOf(names[first]);
            for (count = 1; stem.Length < names[first].Length && first + count < names.Count && StemOf(names[first + count]) == stem;) count++;
            groups.Add((count == 1 ? names[first] : $"{names[first]}–{names[first + count - 1][stem.Length..]}", first, count));
        }

        return groups;
    }

    /// <summary>The lines of a vocabulary's output fields.</summary>
    public static IReadOnlyList<(string Name, int First, int Count)> Of(IReadOnlyList<Field> fields) => Of([.. fields.Select(field => field.Name)]);

    private static string StemOf(string name) => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}
