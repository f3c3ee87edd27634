namespace MusicGen.Edge;

/// <summary>
/// Tells click, double press and long press apart, and repeats. A button for which only a click means something acts when it goes down; one
/// with a long press acts on release; one with a double press when the time for the second press is over.
/// </summary>
/// <param name="times">What is quick and what is long.</param>
/// <param name="hasDouble">Whether a double press means something.</param>
/// <param name="hasLong">Whether a long press means something.</param>
/// <param name="repeats">Whether clicks repeat while it is held; then a long press cannot be.</param>
/// <param name="made">Takes each gesture.</param>
/// <remarks>Single-threaded. Its time is any monotonic clock in milliseconds that never goes back.</remarks>
internal sealed class ButtonGestures(PanelTimes times, bool hasDouble, bool hasLong, bool repeats, Action<Gesture> made)
{
    private enum Stage
    {
        Up,
        Down,
        Repeating,
        AwaitingSecond,
        Done,
    }

    private Stage _stage;

    /// <summary>When time itself changes something; <see cref="long.MaxValue"/>: it does not.</summary>
    public long Deadline { get; private set; } = long.MaxValue;

    private bool ActsWhenDown => !hasDouble && (!hasLong || repeats);

    /// <summary>It went down.</summary>
    public void Press(long at)
    {
        Pass(at);
        if (_stage == Stage.AwaitingSecond)
        {
            Become(Stage.Done);
            made(Gesture.Double);
            return;
        }

        if (ActsWhenDown) made(Gesture.Click);
        if (repeats) Become(ActsWhenDown ? Stage.Repeating : Stage.Down, at + times.FirstRepeatMilliseconds);
        else if (hasLong) Become(Stage.Down, at + times.LongMilliseconds);
        else Become(ActsWhenDown ? Stage.Done : Stage.Down);
    }

    /// <summary>It went up.</summary>
    public void Release(long at)
    {
        Pass(at);
        var wasDown = _stage == Stage.Down;
        if (wasDown && hasDouble)
        {
            Become(Stage.AwaitingSecond, at + times.DoubleMilliseconds);
            return;
        }

        Become(Stage.Up);
        if (wasDown) made(Gesture.Click);
    }

    /// <summary>Time has passed.</summary>
    public void Pass(long now)
    {
        while (now >= Deadline)
        {
            switch (_stage)
            {
                case Stage.Down when repeats:
                case Stage.Repeating:
                    Become(Stage.Repeating, Deadline + times.RepeatMilliseconds);
                    made(Gesture.Click);
                    break;
                case Stage.Down:
                    Become(Stage.Done);
                    made(Gesture.Long);
                    break;
                case Stage.AwaitingSecond:
                    Become(Stage.Up);
                    made(Gesture.Click);
                    break;
                default:
                    Deadline = long.MaxValue;
                    break;
            }
        }
    }

    private void Become(Stage stage, long deadline = long.MaxValue)
    {
        _stage = stage;
        Deadline = deadline;
    }
}
