using Liaison.Core.Cases;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;

namespace Liaison.Hub.Api.Cases;

/// <summary>How people reach this hub: as configured, or else as the one who asks reached it.</summary>
public sealed class PublicAddress(HubOptions options)
{
    public string Of(HttpRequest request) => options.PublicUrl?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";

    /// <summary>Where a signed-in person downloads a file.</summary>
    public static string Path(Id<Case> subject, Id<Attachment> file) => $"/api/v1/cases/{subject}/attachments/{file}";
}
