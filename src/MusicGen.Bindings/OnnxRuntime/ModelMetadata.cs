namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>What a model file says of itself, read when its session is made.</summary>
public sealed class ModelMetadata
{
    internal ModelMetadata(nint session)
    {
        var metadata = OrtApi.GetModelMetadata(session);
        try
        {
            ProducerName = OrtApi.GetProducerName(metadata);
            GraphName = OrtApi.GetGraphName(metadata);
            Domain = OrtApi.GetDomain(metadata);
            Description = OrtApi.GetDescription(metadata);
            GraphDescription = OrtApi.GetGraphDescription(metadata);
            Version = OrtApi.GetModelVersion(metadata);
            foreach (var key in OrtApi.GetCustomMetadataKeys(metadata))
            {
                CustomMetadataMap[key] = OrtApi.LookupCustomMetadata(metadata, key) ?? "";
            }
        }
        finally
        {
            OrtApi.ReleaseModelMetadata(metadata);
        }
    }

    public string ProducerName { get; }

    public string GraphName { get; }

    public string Domain { get; }

    public string Description { get; }

    public string GraphDescription { get; }

    public long Version { get; }

    public Dictionary<string, string> CustomMetadataMap { get; } = [];
}
