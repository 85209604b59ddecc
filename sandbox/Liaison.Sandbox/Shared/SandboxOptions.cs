namespace Liaison.Sandbox.Shared;

/// <summary>What the command line decides for all stand-ins.</summary>
/// <param name="DataFolder">Where journals are kept; null keeps everything in memory only.</param>
/// <param name="Seed">Start of every random choice, so that a run of faults can be repeated.</param>
/// <param name="Only">The stand-ins that start, by the first part of their path; empty starts all of them.</param>
public sealed record SandboxOptions(string? DataFolder, int Seed, IReadOnlyList<string> Only)
{
    public static SandboxOptions From(IConfiguration configuration) =>
        new(configuration["data"], configuration.GetValue("seed", 311), (configuration["only"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <param name="standIn">As <c>virtual-observer</c>.</param>
    public bool Starts(string standIn) => Only.Count == 0 || Only.Contains(standIn, StringComparer.OrdinalIgnoreCase);
}
