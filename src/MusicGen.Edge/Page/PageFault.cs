namespace MusicGen.Edge;

/// <summary>Something that is wrong with the box now, as the page shows it.</summary>
/// <param name="Key">Names the fault: while it is the same, so is the fault.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="WhatToDo">What a person can do about it.</param>
internal sealed record PageFault(string Key, string Sentence, string WhatToDo);
