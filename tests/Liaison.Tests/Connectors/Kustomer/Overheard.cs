using System.Text.Json.Nodes;

namespace Liaison.Tests.Connectors.Kustomer;

/// <summary>Hears what is sent to the stand-in, byte for byte.</summary>
public sealed class Overheard() : DelegatingHandler(new SocketsHttpHandler())
{
    private readonly List<(string Path, string Body)> heard = [];

    /// <summary>The searches, in their order.</summary>
    public IReadOnlyList<string> Searches
    {
        get
        {
            lock (heard)
            {
                return [.. heard.Where(one => one.Path.EndsWith("/customers/search", StringComparison.Ordinal)).Select(one => one.Body)];
            }
        }
    }

    public JsonObject LastSearch => JsonNode.Parse(Searches[^1])!.AsObject();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        lock (heard)
        {
            heard.Add((request.RequestUri!.AbsolutePath, body));
        }
        return await base.SendAsync(request, cancellationToken);
    }
}
