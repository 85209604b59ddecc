using Liaison.Sandbox.Dynamics.Content;
using Liaison.Sandbox.Dynamics.Metadata;
using Liaison.Sandbox.Dynamics.Query;

namespace Liaison.Sandbox.Dynamics.Api;

/// <summary>The resources below <c>/api/data/v9.2/</c>.</summary>
public static class Router
{
    /// <summary>The answer, also when it is a refusal.</summary>
    public static ApiAnswer Answer(ApiCall call)
    {
        try
        {
            return Route(call);
        }
        catch (ODataException refusal)
        {
            return ApiAnswer.Refused(refusal, new RecordWriter(call).Wants("Microsoft.PowerApps.CDS.ErrorDetails.OperationStatus"));
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or FormatException or InvalidOperationException)
        {
            // A parameter of an action is missing or of the wrong kind.
            return ApiAnswer.Refused(ODataException.Payload(wrong.Message));
        }
    }

    private static ApiAnswer Route(ApiCall call) => (call.Request.Method, call.Request.Path) switch
    {
        ("GET", []) => ActionResource.Service(call),
        ("GET", [{ Name: "$metadata" }]) => CsdlDocument.Answer(call),
        ("POST", [{ Name: "$batch" }]) => BatchResource.Run(call),
        ("GET", [{ Name: "WhoAmI" }]) => ActionResource.WhoAmI(call),
        ("GET", [{ Name: "RetrieveVersion" }]) => ActionResource.Version(call),
        ("GET", [{ Name: "EntityDefinitions" }, ..]) => MetadataResource.Answer(call),
        ("POST", [{ Name: "CloseIncident" }]) => ActionResource.CloseIncident(call),
        ("POST", [{ Name: "InitializeAnnotationBlocksUpload" }]) => call.Org.Uploads.Begin(call),
        ("POST", [{ Name: "UploadBlock" }]) => call.Org.Uploads.Block(call),
        ("POST", [{ Name: "CommitAnnotationBlocksUpload" }]) => call.Org.Uploads.Commit(call),
        ("POST", [{ Name: "InitializeAnnotationBlocksDownload" }]) => call.Org.Uploads.BeginDownload(call),
        ("POST", [{ Name: "DownloadBlock" }]) => BlockUploads.DownloadBlock(call),
        ("GET" or "POST", [{ Name: "WhoAmI" or "RetrieveVersion" or "CloseIncident" or "UploadBlock" }]) => throw new ODataException(404, "0x0", $"No HTTP resource was found that matches the request URI '{call.Base}{call.Request.Path[0].Name}'."),
        (_, [{ Key: null } set, ..]) => Table(call, call.Set(set.Name)),
        (_, [{ } set, ..]) => Record(call, call.Set(set.Name), set.Key!),
        _ => throw ODataException.NoSegment(""),
    };

    private static ApiAnswer Table(ApiCall call, TableType table) => (call.Request.Method, call.Request.Path) switch
    {
        ("GET", [_]) => QueryRunner.Run(call, table),
        ("GET", [_, { Name: "$count" }]) => QueryRunner.Count(call, table),
        ("POST", [_]) => RecordResource.Create(call, table),
        ("POST", [_, { Name: "Microsoft.Dynamics.CRM.CreateMultiple" }]) => ActionResource.CreateMultiple(call, table),
        (_, [_]) => throw NotAllowed(call),
        _ => throw ODataException.NoSegment(call.Request.Path[1].Name),
    };

    private static ApiAnswer Record(ApiCall call, TableType table, string key) => (call.Request.Method, call.Request.Path) switch
    {
        ("GET", [_]) => RecordResource.Get(call, table, key),
        ("PATCH", [_]) => RecordResource.Upsert(call, table, key),
        ("DELETE", [_]) => RecordResource.Delete(call, table, key),
        ("GET", [_, var name]) => RecordResource.Navigate(call, table, key, name.Name),
        ("GET", [_, var name, { Name: "$value" }]) => RecordResource.Property(call, table, key, name.Name, raw: true),
        ("PUT" or "DELETE", [_, var name]) => RecordResource.SetProperty(call, table, key, name.Name),
        ("POST" or "PUT" or "DELETE", [_, var name, { Name: "$ref" }]) => RecordResource.Link(call, table, key, name),
        (_, [_]) => throw NotAllowed(call),
        _ => throw ODataException.NoSegment(call.Request.Path[1].Name),
    };

    private static ODataException NotAllowed(ApiCall call) => new(405, "0x0", $"The requested resource does not support http method '{call.Request.Method}'.");
}
