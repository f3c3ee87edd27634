# --model sends one package; a damaged one is rolled back; --rollback goes back.
device_saved
before=$(on_device readlink /opt/musicgen/current)
package=$(mktemp -d)/piano
cp -r "$REPOSITORY/models/piano" "$package"
echo damage >>"$package/step.int8.onnx"
code=0; publish --model "$package" >/tmp/publish-model.log 2>&1 || code=$?
must "damaged model rolled back with exit code 3, found $code" test $code -eq 3
must "the old release is back" test "$(on_device readlink /opt/musicgen/current)" = "$before"
row "damaged model rolled back"
cp -r "$REPOSITORY/models/piano/." "$package/"; echo >>"$package/README.md"
sed -i "s|\"README.md\": *\"[0-9a-f]*\"|\"README.md\": \"$(sha256sum "$package/README.md" | cut -d' ' -f1)\"|" "$package/manifest.json"
must "the model" publish --model "$package" >>/tmp/publish-model.log 2>&1
row "model sent: $(on_device readlink /opt/musicgen/current | sed 's|.*/||')"
must "--rollback" publish --rollback >>/tmp/publish-model.log 2>&1
must "the old release is back" test "$(on_device readlink /opt/musicgen/current)" = "$before"
row "rolled back by hand"
rm -rf "$(dirname "$package")"
