namespace MusicGen.Edge;

/// <summary>Something at the box that is not as it should be, told to a person by log, lights, display and page.</summary>
/// <param name="Key">Which part: its area, and after a dot what of it, for example <c>panel.chip</c>.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="WhatToDo">What a person can do about it; may be empty.</param>
internal sealed record Fault(string Key, string Sentence, string WhatToDo);
