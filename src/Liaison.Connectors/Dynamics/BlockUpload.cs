using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>Fills a note that is there with a file, block by block, so that no more than one block is ever held (https://learn.microsoft.com/power-apps/developer/data-platform/attachment-annotation-files#upload-files).</summary>
internal sealed class BlockUpload(DynamicsClient client, Guid note, string name, string type)
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>The vendor's bound for one block is 4 MB.</summary>
    private const int Block = 4 * 1024 * 1024;

    /// <param name="head">What was read of the file already.</param>
    /// <param name="most">Bytes that the environment takes; a file that turns out longer is refused before it is sent whole.</param>
    public async Task<Outcome<long>> Send(ReadOnlyMemory<byte> head, Stream rest, long most, Calls calls, CancellationToken cancel)
    {
        if ((await Post("InitializeAnnotationBlocksUpload", new JsonObject { ["Target"] = Target() }, null, calls, cancel)).Failed(out var fault, out var begun))
        {
            return fault;
        }
        if (begun.Text("FileContinuationToken") is not { } token)
        {
            return DynamicsErrors.NoAnswer("Dynamics does not say how to go on with the upload.", writes: true);
        }
        var (blocks, buffer, total) = (new JsonArray(), new byte[Block], 0L);
        for (var ready = head; ;)
        {
            ready.CopyTo(buffer);
            var length = ready.Length + await rest.ReadAtLeastAsync(buffer.AsMemory(ready.Length), buffer.Length - ready.Length, throwOnEndOfStream: false, cancel);
            ready = default;
            if (length == 0)
            {
                break;
            }
            if ((total += length) > most)
            {
                return new Fault(FaultKind.Validation, $"{name} has more than {most:N0} bytes.", Code: DynamicsErrors.TooBig);
            }
            var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"block-{blocks.Count:000000}")));
            var body = new JsonObject { ["BlockId"] = id, ["BlockData"] = Convert.ToBase64String(buffer, 0, length), ["FileContinuationToken"] = token };
            if ((await Post("UploadBlock", body, $"block {blocks.Count + 1}: … {length:N0} bytes …", calls, cancel)).Failed(out fault, out _) && fault is not null)
            {
                return fault;
            }
            blocks.Add((JsonNode)id);
        }
        var commit = new JsonObject { ["Target"] = Target(), ["BlockList"] = blocks, ["FileContinuationToken"] = token };
        return (await Post("CommitAnnotationBlocksUpload", commit, null, calls, cancel)).Match<Outcome<long>>(_ => total, wrong => wrong);
    }

    private Task<Outcome<System.Text.Json.JsonElement>> Post(string action, JsonObject body, string? shown, Calls calls, CancellationToken cancel) =>
        client.Ask(DynamicsCall.With(HttpMethod.Post, action, body, writes: true, shown) with { Time = Longest }, calls, cancel);

    private JsonObject Target() => new() { ["@odata.type"] = "Microsoft.Dynamics.CRM.annotation", ["annotationid"] = note.ToString("D"), ["filename"] = name, ["mimetype"] = type };
}
