using Liaison.Core.Shared;

namespace Liaison.Hub.Commands;

/// <summary>Brings the sample cases into a hub; those that are there already stay as they are.</summary>
internal static class SampleImport
{
    /// <returns>How many cases the samples hold.</returns>
    public static Task<int> Run(IServiceProvider services, Id<Tenant> tenant, CancellationToken cancel) => throw new CommandException("later");
}
