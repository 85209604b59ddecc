namespace Liaison.Sandbox.Shared;

/// <summary>What the command line decides for all stand-ins.</summary>
/// <param name="DataFolder">Where journals are kept; null keeps everything in memory only.</param>
/// <param name="Seed">Start of every random choice, so that a run of faults can be repeated.</param>
public sealed record SandboxOptions(string? DataFolder, int Seed)
{
    public static SandboxOptions From(IConfiguration configuration) =>
        new(configuration["data"], configuration.GetValue("seed", 311));
}
