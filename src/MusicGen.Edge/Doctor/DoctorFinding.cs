namespace MusicGen.Edge;

/// <summary>What the doctor found about one part of the box.</summary>
/// <param name="Verdict">How it is.</param>
/// <param name="Found">What was found, in plain words.</param>
/// <param name="WhatToDo">What a person can do about it; empty where nothing need be done.</param>
internal readonly record struct DoctorFinding(DoctorVerdict Verdict, string Found, string WhatToDo = "")
{
    /// <summary>As it should be.</summary>
    public static DoctorFinding Ok(string found) => new(DoctorVerdict.Ok, found);
}
