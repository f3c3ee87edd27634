namespace MusicGen.Core;

/// <summary>What a player has counted since its start: read by health checks, page and tests.</summary>
/// <param name="Played">Note-ons played.</param>
/// <param name="Late">Note-ons played after their block.</param>
/// <param name="Dropped">Note-ons not played: taken back, released before they sounded, or without room.</param>
/// <param name="Stolen">Notes ended because too many sounded.</param>
/// <param name="TooLong">Notes ended because they sounded too long.</param>
/// <param name="LimitedBlocks">Blocks that the limiter turned down.</param>
/// <param name="BrokenSamples">Samples that were no number or absurdly large, played as silence.</param>
/// <param name="UnrecordedEvents">Played events that found the recorder's queue full.</param>
public readonly record struct PlayerCounters(
    long Played, long Late, long Dropped, long Stolen, long TooLong, long LimitedBlocks, long BrokenSamples, long UnrecordedEvents);
