namespace MusicGen.Core;

/// <summary>Something that is known of every value of an output field before it is drawn, given what was played and the fields drawn before it.</summary>
/// <param name="Field">Name of the output field.</param>
/// <param name="Name">Lower-case name, unique in the vocabulary, one of <see cref="FieldNames"/>.</param>
/// <param name="Size">Number of tokens; what is said of a value is 0…Size − 1.</param>
public readonly record struct Trait(string Field, string Name, int Size);
