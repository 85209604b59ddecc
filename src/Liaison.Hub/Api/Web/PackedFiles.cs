using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Liaison.Hub.Api.Web;

/// <summary>
/// The build packs the browser part's files (<c>web/build/packed.ts</c>): beside <c>x.js</c> lie <c>x.js.br</c> and <c>x.js.gz</c>. They are as small as can be,
/// and nothing is packed while somebody waits.
/// </summary>
internal static class PackedFiles
{
    private static readonly (string Encoding, string Ending)[] Ways = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>What to add to a file's path for the packed form that this browser can read, and the name of its encoding; null when there is none.</summary>
    public static (string Encoding, string Ending)? Chosen(HttpRequest request, IFileProvider files, string path)
    {
        var reads = request.GetTypedHeaders().AcceptEncoding;
        foreach (var way in Ways)
        {
            if (reads.Any(one => one.Quality is not 0 && one.Value.Equals(way.Encoding, StringComparison.OrdinalIgnoreCase)) && files.GetFileInfo(path + way.Ending).Exists)
            {
                return way;
            }
        }
        return null;
    }

    /// <summary>Says how a file is packed, so that the browser unpacks it and nobody in between hands it to one who cannot.</summary>
    public static void Say(HttpResponse response, string? encoding)
    {
        if (encoding is not null)
        {
            response.Headers.ContentEncoding = encoding;
        }
        response.Headers.Vary = "Accept-Encoding";
    }

    /// <summary>How a file of this name is packed.</summary>
    public static string? EncodingOf(string name) => Array.Find(Ways, way => name.EndsWith(way.Ending, StringComparison.Ordinal)).Encoding;

    /// <summary>A packed file is of the type that it has when it is unpacked.</summary>
    public sealed class Types : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider known = new();

        public bool TryGetContentType(string subpath, out string contentType) =>
            known.TryGetContentType(EncodingOf(subpath) is null ? subpath : Path.ChangeExtension(subpath, null), out contentType!);
    }
}
