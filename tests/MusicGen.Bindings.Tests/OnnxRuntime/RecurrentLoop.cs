using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>A model stepped with two bindings whose recurrent state changes sides each time: the pattern the product uses.</summary>
internal sealed class RecurrentLoop : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly OrtIoBinding[] _bindings;
    private int _turn;

    public RecurrentLoop(InferenceSession session, Array input, float[] output, string inputName, string outputName, (string From, string To)[] states)
    {
        _session = session;
        _bindings = [session.CreateIoBinding(), session.CreateIoBinding()];
        var inputValue = Value(inputName, input);
        var outputShape = session.OutputMetadata[outputName].Dimensions;
        var outputValue = Keep(OrtValue.CreateTensorValueFromMemory(output, Array.ConvertAll(outputShape, d => (long)d)));
        var sides = Array.ConvertAll(states, state => (From: Zeros(state.From), To: Zeros(state.From)));
        for (var turn = 0; turn < 2; turn++)
        {
            _bindings[turn].BindInput(inputName, inputValue);
            _bindings[turn].BindOutput(outputName, outputValue);
            for (var i = 0; i < states.Length; i++)
            {
                _bindings[turn].BindInput(states[i].From, turn == 0 ? sides[i].From : sides[i].To);
                _bindings[turn].BindOutput(states[i].To, turn == 0 ? sides[i].To : sides[i].From);
            }
        }
    }

    public void Forward()
    {
        _session.RunWithBinding(_options, _bindings[_turn]);
        _turn ^= 1;
    }

    public void Dispose()
    {
        Array.ForEach(_bindings, binding => binding.Dispose());
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
    }

    private OrtValue Zeros(string name) => Value(name, new float[_session.InputMetadata[name].Dimensions.Aggregate(1, (product, d) => product * d)]);

    private OrtValue Value(string name, Array data)
    {
        var shape = Array.ConvertAll(_session.InputMetadata[name].Dimensions, d => (long)d);
        return Keep(data is long[] integers ? OrtValue.CreateTensorValueFromMemory(integers, shape) : OrtValue.CreateTensorValueFromMemory((float[])data, shape));
    }

    private OrtValue Keep(OrtValue value)
    {
        _values.Add(value);
        return value;
    }
}
